import { resources } from '../../nodes/shared/api/index.ts';
import type { Operation, Resource } from '../../nodes/shared/api/types.ts';
import { differences } from '../facts/compare.mts';
import type { FactOperation } from '../facts/contract.mts';
import { OMISSIONS } from '../facts/omissions.mts';
import type { History } from './history.mts';

/** One thing that rows and document do not have in common. */
export interface Finding {
	/** Name of the resource; for what no row has, the document's tag. */
	group: string;
	/** `METHOD /path` */
	key: string;
	/** Label of the operation; absent where there is no row. */
	label?: string;
	/** What is different, for people; absent where a whole operation is new or gone. */
	what?: string;
	/** Version as of which it is as the rows have it, where the contract knows one. */
	since?: string;
}

/** What a document says otherwise than the rows. */
export interface Diff {
	/** Operations of the document that are neither a row nor left out with a reason. */
	added: Finding[];
	/** Rows that the document does not have. */
	gone: Finding[];
	/** Fields that the two describe otherwise. */
	different: Finding[];
}

/**
 * Compares the rows with the operations of a document.
 *
 * @param facts operations of the document
 * @param past tells what is younger than a document can be
 * @param rows what is compared; all of the node by default
 */
export function diff(
	facts: ReadonlyMap<string, FactOperation>,
	past: History,
	rows: readonly Resource[] = resources,
): Diff {
	const entries = rows.flatMap(({ name: group, operations }) =>
		operations
			.filter(({ path, composed }) => path !== '' && !composed)
			.map((row) => ({ group, row, key: `${row.method} ${row.path}` })),
	);
	const known = new Set(entries.map(({ key }) => key));
	return {
		added: [...facts]
			.filter(([key]) => !known.has(key) && !Object.hasOwn(OMISSIONS, key))
			.map(([key, { tag: group }]) => ({ group, key, since: past.operation(key) })),
		gone: entries
			.filter(({ key }) => !facts.has(key))
			.map(({ group, row, key }) => ({
				...{ group, key, label: row.name },
				since: past.operation(key) ?? row.since,
			})),
		different: entries.flatMap(({ group, row, key }) => {
			const fact = facts.get(key);
			return fact
				? fieldFindings(row, fact, past).map((each) => ({ ...each, group, key, label: row.name }))
				: [];
		}),
	};
}

/** The comparison's lines, in words that fit a document instead of the contract. */
function fieldFindings(
	row: Operation,
	fact: FactOperation,
	past: History,
): Array<Pick<Finding, 'what' | 'since'>> {
	const key = `${fact.method} ${fact.path}`;
	return differences(row, fact).map((line) => {
		const told = line.slice(key.length + 1);
		const field = told.replace(/^(path|query) (?=\S+:)/, '').replace(/[: ].*$/, '');
		const gone = told.endsWith(': not in the contract');
		return {
			what: reworded(told),
			since: past.changed(key, field) ?? (gone ? past.added(key, field) : undefined),
		};
	});
}

const reworded = (told: string): string =>
	told
		.replace(/: missing$/, ': new, the row lacks it')
		.replace(/: not in the contract$/, ': gone, only the row has it')
		.replace(
			/^(.* \w+): (.*), contract (.*)$/,
			(_, at: string, mine: string, theirs: string) =>
				`${at}: row ${nothing(mine)}, document ${nothing(theirs)}`,
		);

const nothing = (value: string): string => (value === 'undefined' ? 'none' : value);
