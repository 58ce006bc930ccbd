import type { Diff, Finding } from './diff.mts';

/**
 * A comparison as lines to read: what is new, gone and different, grouped by resource.
 *
 * @param title what was compared
 */
export function printed(title: string, { added, gone, different }: Diff): string[] {
	const calls = new Set(different.map(({ key }) => key)).size;
	return [
		title,
		...section(`New: ${count(added, 'operation')} that no row has`, added),
		...section(`Gone: ${count(gone, 'row')} that the document lacks`, gone),
		...section(`Different: ${count(different, 'fact')} in ${calls} operations`, different),
	];
}

const count = (list: readonly unknown[], noun: string): string =>
	`${list.length} ${noun}${list.length === 1 ? '' : 's'}`;

/** What the document is only too old to know comes last: it needs nobody's eyes. */
function section(title: string, findings: readonly Finding[]): string[] {
	const newer = findings.filter(({ since }) => since);
	const open = findings.filter(({ since }) => !since);
	if (!newer.length) return ['', title, ...groups(open)];
	return [
		'',
		`${title}; ${newer.length} by a change that the contract names`,
		...groups(open),
		'  By a change of the version named: expected of a document that is older',
		...groups(newer),
	];
}

function groups(findings: readonly Finding[]): string[] {
	const names = [...new Set(findings.map(({ group }) => group))].sort();
	return names.flatMap((name) => {
		const own = findings.filter(({ group }) => group === name);
		const keys = [...new Set(own.map(({ key }) => key))];
		return [`  ${name}`, ...keys.flatMap((key) => call(own.filter((each) => each.key === key)))];
	});
}

/** One operation: on one line, or with its differences below. */
function call(findings: readonly Finding[]): string[] {
	const [{ key, label, what, since }] = findings;
	const head = `    ${key}${label ? `  (${label})` : ''}`;
	if (!what) return [`${head}${version(since)}`];
	return [head, ...findings.map((each) => `      ${each.what}${version(each.since)}`)];
}

const version = (since: string | undefined): string => (since ? `, as of ${since}` : '');
