import { Config } from "@pulumi/pulumi";
import { fromManifest } from "pulumi-cavatica";

export = fromManifest(new Config("cavatica").require("manifest")).outputs;
