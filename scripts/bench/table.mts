/** What was measured, what came out in one column or more, and what was meant to, if anything. */
export type Line = readonly string[];

/**
 * A table for the terminal: the first column and a last one of targets to the left, numbers to
 * the right.
 *
 * @param head names of the columns; lines may be shorter
 */
export function table(head: Line, lines: readonly Line[]): string {
	const all = [head, ...lines];
	const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
	const isLeft = (column: number) => column === 0 || head[column] === 'Target';
	const printed = all.map((line) =>
		widths
			.map((width, column) => {
				const cell = line[column] ?? '';
				return isLeft(column) ? cell.padEnd(width) : cell.padStart(width);
			})
			.join('  ')
			.trimEnd(),
	);
	const rule = '-'.repeat(Math.max(...printed.map(({ length }) => length)));
	return [printed[0], rule, ...printed.slice(1)].join('\n');
}
