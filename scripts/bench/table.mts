/** What was measured, what came out, and what was meant to; without the last it just informs. */
export type Line = readonly [what: string, result: string, target?: string];

/** A table for the terminal: the first column to the left, numbers to the right. */
export function table(head: Line, lines: readonly Line[]): string {
	const all = [head, ...lines];
	const width = (column: number) => Math.max(...all.map((line) => line[column]?.length ?? 0));
	const [first, second] = [width(0), width(1)];
	const printed = all.map(([what, result, target = '']) =>
		`${what.padEnd(first)}  ${result.padStart(second)}  ${target}`.trimEnd(),
	);
	const rule = '-'.repeat(Math.max(...printed.map(({ length }) => length)));
	return [printed[0], rule, ...printed.slice(1)].join('\n');
}
