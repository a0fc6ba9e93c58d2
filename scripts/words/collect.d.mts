export function collectTexts(root: string): Map<string, string[]>;
