export interface Text {
  readonly text: string;
  readonly slots: readonly (readonly [start: number, end: number])[];
  readonly start: number;
  readonly end: number;
}
export function textsIn(path: string, source: string): Text[];
