import type { IDataObject } from 'n8n-workflow';
import type { NumberSet } from '../numbers/numberSet';
import { numbersIn } from '../numbers/pool';
import { isRecord } from '../values/isRecord';

/** What is known of a run whose items were looked at already. */
const known = new WeakMap<object, NumberSet>();

/**
 * The numbers that items of a run name, for themselves or in a document: whoever takes the next free
 * ones must leave them to their owners, who may come later, or on another day where something else
 * speaks against them.
 *
 * @param plans of all items of the run
 */
export function namedIn(plans: ReadonlyArray<{ body: Readonly<IDataObject> }>): NumberSet {
	const before = known.get(plans);
	if (before) return before;
	const pools = plans.flatMap(({ body }) => [body.did_numbers, ...poolsOf(body.document)]);
	const named = numbersIn(pools.filter((pool) => typeof pool === 'string').join(';'));
	known.set(plans, named);
	return named;
}

const poolsOf = (document: unknown): unknown[] =>
	isRecord(document) && Array.isArray(document.trunks)
		? document.trunks.map((trunk: unknown) => (isRecord(trunk) ? trunk.did_numbers : undefined))
		: [];
