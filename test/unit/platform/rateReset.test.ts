import { describe, expect, test } from "vitest";
import { type RateHeaders, untilReset } from "../../../provider/platform/rate/serverView";

const NOW = 1_000_000_000_000;
const USUAL = 300_000;
const inSeconds = (seconds: number) => NOW / 1000 + seconds;

/** Our clock's distance to the platform's, from the response's Date header. */
const behind = (seconds: number) => NOW - seconds * 1000;
const ahead = (seconds: number) => NOW + seconds * 1000;

describe("the seconds until a window ends, if its reset is", () => {
  test.each<[string, RateHeaders, number]>([
    ["missing", { date: NOW }, 300],
    ["two minutes ahead", { reset: inSeconds(120), date: NOW }, 120],
    ["two minutes ahead, without a date", { reset: inSeconds(120) }, 120],
    ["fifty minutes ahead by clocks that agree", { reset: inSeconds(3_000), date: NOW }, 3_000],
    ["fifty minutes ahead, without a date", { reset: inSeconds(3_000) }, 300],
    ["an hour ahead by a clock half a minute behind", { reset: inSeconds(3_600), date: behind(30) }, 3_600],
    ["stated by a clock a minute ahead, which agrees", { reset: inSeconds(660), date: ahead(60) }, 660],
    ["stated by a clock ten minutes ahead", { reset: inSeconds(660), date: ahead(600) }, 60],
    [
      "half an hour ahead by a clock two hours behind",
      { reset: inSeconds(-5_400), date: behind(7_200) },
      1_800,
    ],
    ["an hour ahead by such a clock", { reset: inSeconds(-3_600), date: behind(7_200) }, 3_600],
    ["more than an hour ahead by such a clock", { reset: inSeconds(-3_599), date: behind(7_200) }, 300],
    ["now, by a clock half a minute behind", { reset: inSeconds(0), date: behind(30) }, 0],
    ["past", { reset: inSeconds(-100) }, 0],
    ["in milliseconds", { reset: NOW + 100_000, date: NOW }, 300],
  ])("%s", (_, headers, seconds) => expect(untilReset(headers, NOW, USUAL)).toBe(seconds * 1000));
});
