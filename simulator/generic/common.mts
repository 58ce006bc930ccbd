import { invalid } from '../errors.mts';
import { checkNumber, holdsNumbers } from '../numbers.mts';
import type { Call } from '../pbx.mts';
import { checkCallerIds } from '../pools.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import type { TableRules } from './records.mts';
import { ownerOf } from './tables.mts';

/**
 * Looks every `*_file_id` up that is set, and adds the `_file_url`, `_file_name` and `_file_size`
 * that answers show (contract/notes.md, part g).
 * @param changes what was sent; only files that are named there must exist
 */
function linkFiles(call: Call, next: Rec, changes: Rec): void {
	for (const [name, value] of Object.entries(changes)) {
		const part = next[name];
		if (isObject(value) && isObject(part)) linkFiles(call, part, value);
		if (!/(^|_)file_id$/.test(name)) continue;
		const prefix = name.slice(0, -'id'.length);
		const file = call.pbx.state.files.get(String(value));
		if (value !== '' && (!file || file.owner !== ownerOf(call))) {
			throw invalid(name, 'there is no such file');
		}
		Object.assign(next, {
			[`${prefix}url`]: file?.url ?? '',
			[`${prefix}name`]: file?.name ?? '',
			[`${prefix}size`]: file?.size ?? 0,
		});
	}
}

/** The checks of every record of a tenant: files, outbound caller ids. */
export function checkLinks(call: Call, next: Rec): void {
	linkFiles(call, next, call.body);
	if (call.body.outbound_caller_ids !== undefined && call.caller.tenantId !== undefined) {
		checkCallerIds(call.pbx.state, call.caller.tenantId, next.outbound_caller_ids);
	}
}

/** Adds to the rules of a path what holds everywhere. */
export function withCommonRules(path: string, rules: TableRules): TableRules {
	return {
		...rules,
		check(call, next, old) {
			checkLinks(call, next);
			if (!old && holdsNumbers(path)) {
				checkNumber(call.pbx, call.caller.tenantId, next.extension_number);
			}
			rules.check?.(call, next, old);
		},
	};
}
