export function faintTexts(least: number): { text: string; ratio: number }[];
export function unfold(): void;
export function overflow(): number;
export function countWithout([elements, wanted]: string[]): number;
export function readyAfter(): number;
