import type { Line } from './fields.mts';

/** Shorter tables are repeated: a link would be longer. */
const WORTH_SHARING = 3;

/** A set of fields, and what its table is called if it is shared. */
export interface Block {
	title: string;
	/** The operation or the field whose fields these are. */
	owner: string;
	lines: readonly Line[];
}

/**
 * Decides for one page which tables are written where they stand, and which once at its end,
 * because several places have the same fields.
 */
export class Tables {
	/** Headings of the shared tables. */
	private readonly shared = new Map<string, string>();
	private readonly lines = new Map<string, readonly Line[]>();

	/** @param blocks all sets of fields of the page, in the order in which they come */
	constructor(blocks: readonly Block[]) {
		const places = new Map<string, Block[]>();
		for (const block of blocks) note(block, places);
		for (const [key, same] of places) {
			if (same.length < 2 || same[0].lines.length < WORTH_SHARING) continue;
			this.lines.set(key, same[0].lines);
			this.shared.set(key, unused(headingOf(same), [...this.shared.values()]));
		}
	}

	/** The table, or a link to it. */
	write(lines: readonly Line[]): string {
		const heading = this.shared.get(keyOf(lines));
		return heading ? `See [${heading}](#${anchorOf(heading)}).` : this.table(lines);
	}

	/** The shared tables with their headings. */
	sharedSections(): string[] {
		return [...this.shared].flatMap(([key, heading]) => [
			`### ${heading}`,
			this.table(this.lines.get(key) ?? []),
		]);
	}

	private table(lines: readonly Line[]): string {
		return [
			'| Field | API name | Type | About |',
			'|---|---|---|---|',
			...this.rows(lines, '', ''),
		].join('\n');
	}

	private rows(lines: readonly Line[], labels: string, names: string): string[] {
		return lines.flatMap((line) => {
			const label = `${labels}${line.label}`;
			const name = line.name ? `${names}${line.name}` : '';
			const shared = this.shared.get(keyOf(line.inner));
			const link = shared ? `: [fields](#${anchorOf(shared)})` : '';
			const cells = [label, name && `\`${name}\``, `${line.type}${link}`, line.about];
			const row = `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
			if (shared || !line.inner.length) return [row];
			return [row, ...this.rows(line.inner, `${label} › `, `${name}${line.joint}`)];
		});
	}
}

/** Notes where a set of fields stands; those inside it count once, however often it stands. */
function note(block: Block, places: Map<string, Block[]>): void {
	const key = keyOf(block.lines);
	const before = places.get(key);
	places.set(key, [...(before ?? []), block]);
	if (before) return;
	for (const { label, inner } of block.lines)
		if (inner.length) note({ title: 'Fields', owner: label, lines: inner }, places);
}

/** `Additional Fields of Create and Update`. */
function headingOf(same: readonly Block[]): string {
	const owners = [...new Set(same.map(({ owner }) => owner))];
	const named = owners.length > 3 ? [owners[0], 'others'] : owners;
	const titles = new Set(same.map(({ title }) => title));
	const title = titles.size === 1 ? same[0].title : 'Fields';
	return `${title} of ${named.join(', ').replace(/, (?=[^,]*$)/, ' and ')}`;
}

function unused(heading: string, taken: readonly string[]): string {
	let name = heading;
	for (let number = 2; taken.includes(name); number++) name = `${heading} (${number})`;
	return name;
}

const keyOf = (lines: readonly Line[]): string => JSON.stringify(lines);

/** The anchor that Git hosts give a heading. */
export const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');
