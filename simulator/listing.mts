import { invalid } from './errors.mts';
import { parseFilter } from './filter.mts';
import type { Call } from './pbx.mts';
import type { Rec } from './types.mts';

function matchesSearch(record: Rec, search: string): boolean {
	const texts = Object.values(record)
		.filter((value) => typeof value === 'string')
		.map((value) => (value as string).toLowerCase());
	return search
		.toLowerCase()
		.split(/\s+or\s+/)
		.map((term) => term.trim())
		.some((term) => texts.some((text) => text.includes(term)));
}

function order(left: unknown, right: unknown): number {
	if (typeof left === 'number' && typeof right === 'number') return left - right;
	const [a, b] = [String(left ?? ''), String(right ?? '')];
	return a < b ? -1 : Number(a > b);
}

function sorted(records: Rec[], orderby: string): Rec[] {
	const terms = orderby.split(',').map((term) => {
		const match = /^\s*([A-Za-z_][\w.]*)(?:\s+(asc|desc))?\s*$/.exec(term);
		if (!match) throw invalid('orderby', `"${term.trim()}" is not "field asc" or "field desc"`);
		return { field: match[1], sign: match[2] === 'desc' ? -1 : 1 };
	});
	return [...records].sort((left, right) => {
		for (const { field, sign } of terms) {
			const result = order(left[field], right[field]) * sign;
			if (result !== 0) return result;
		}
		return 0;
	});
}

/**
 * Applies the options of a list: filter and search together, then order, then the page.
 * `skip` counts from 0 and `top` is at most 100 (contract/notes.md, part b).
 * @param call with the checked query, in which `skip` and `top` are numbers already
 * @param records all records the caller may see, in the order of their creation
 * @param show what the list shows of a record: filter, search and order see no hidden field
 * @returns `count` of all matches and the items of the page
 * @throws PbxError 400 VALIDATE_FAILED on a filter or order that cannot be read
 */
export function list(
	{ pbx, operation, query }: Call,
	records: Rec[],
	show: (record: Rec) => Rec = (record) => record,
): { count: number; items: Rec[] } {
	const skip = Number(query.skip ?? 0);
	const top = Number(query.top ?? 100);
	const { filterIgnoredBy, orderIgnoredBy, eqMindsCapitals } = pbx.switches;
	const heeded = (by: string, text: unknown) =>
		by !== '' && new RegExp(by).test(operation.path) ? '' : String(text ?? '');
	const filter = heeded(filterIgnoredBy, query.filter);
	const orderby = heeded(orderIgnoredBy, query.orderby);
	// Without them the page is all that has to be looked at, however long the list is.
	if (!filter && !query.search && !orderby) {
		return { count: records.length, items: records.slice(skip, skip + top).map(show) };
	}
	let matches = records.map(show);
	if (filter) matches = matches.filter(parseFilter(filter, eqMindsCapitals));
	if (query.search) {
		matches = matches.filter((record) => matchesSearch(record, String(query.search)));
	}
	if (orderby) matches = sorted(matches, orderby);
	return { count: matches.length, items: matches.slice(skip, skip + top) };
}
