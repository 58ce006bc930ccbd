import type { Result } from './scene.mts';

const HEAD = [
	'Fault',
	'Operation',
	'Sent',
	'PBX got',
	'PBX holds',
	'Sessions left',
	'The workflow shows',
];

/** Messages of so many items stand in a row. */
const SHOWN = 4;

/** What the cases of a file have seen, as a table. */
export class Report {
	private readonly rows: string[][] = [];

	/** @param port of the proxy, which differs from run to run */
	add(
		fault: string,
		operation: string,
		{ sent, got, holds, left, items, failed }: Result,
		port: string,
	): void {
		const messages = Object.entries(failed).map(
			([item, message]) => `item ${Number(item) + 1}: ${message.replaceAll(`:${port}`, '')}`,
		);
		const more = messages.splice(SHOWN).length;
		const shown = [
			items || !messages.length ? count(items) : '',
			...messages,
			more && `and ${more} more`,
		];
		this.rows.push([
			fault,
			operation,
			...[sent, got, holds, left].map(String),
			shown.filter(Boolean).join('; '),
		]);
	}

	/** Writes the table to the terminal; jest's console would add its own lines. */
	print(): void {
		const all = [HEAD, ...this.rows.map((row, index) => this.once(row, index))];
		const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column].length)));
		const lines = all.map((row) =>
			row
				.map((cell, column) =>
					/^\d+$/.test(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
				)
				.join('  ')
				.trimEnd(),
		);
		process.stdout.write(
			`\n${[lines[0], '-'.repeat(lines[0].length), ...lines.slice(1)].join('\n')}\n`,
		);
	}

	/** The name of a fault stands in the first of its rows only. */
	private once(row: string[], index: number): string[] {
		return this.rows[index - 1]?.[0] === row[0] ? ['', ...row.slice(1)] : row;
	}
}

const count = (items: number): string => `${items} item${items === 1 ? '' : 's'}`;
