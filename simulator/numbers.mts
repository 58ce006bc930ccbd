import { invalid } from './errors.mts';
import type { Pbx } from './pbx.mts';
import { recordsAt } from './generic/tables.mts';
import { duplicate } from './rules.mts';
import type { State } from './state.mts';
import type { Rec } from './types.mts';

/** The lists whose records have a number of their own, and what such a number is called. */
const holders: Record<string, string> = {
	'/ring_groups': 'RING_GROUP',
	'/call_queues': 'CALL_QUEUE',
	'/conference_rooms': 'CONFERENCE_ROOM',
	'/ivrs': 'VIRTUAL_RECEPTIONIST',
	'/hotdesking': 'EXTENSION',
	'/shared_voicemails': 'EXTENSION',
};

/** What answers under a number. */
export interface NumberHolder {
	type: string;
	record: Rec;
}

/** Whether the records of a list have a number of their own. */
export function holdsNumbers(table: string): boolean {
	return Object.hasOwn(holders, table);
}

/** The users of a tenant. */
export function usersOf(state: State, tenantId: unknown): Rec[] {
	return [...state.users.values()].filter((user) => user.tenant_id === tenantId);
}

/** The user with an extension number. */
export function userByNumber(state: State, tenantId: unknown, number: unknown): Rec | undefined {
	return usersOf(state, tenantId).find((user) => user.extension_number === number);
}

/** Finds what answers under a number of a tenant. */
export function holderOf(
	state: State,
	tenantId: unknown,
	number: unknown,
): NumberHolder | undefined {
	const user = userByNumber(state, tenantId, number);
	if (user) return { type: 'EXTENSION', record: user };
	for (const [table, type] of Object.entries(holders)) {
		const record = recordsAt(state, table, tenantId).find(
			({ extension_number }) => extension_number === number,
		);
		if (record) return { type, record };
	}
	return undefined;
}

/**
 * Refuses a number that is taken: extensions, groups, queues, receptionists and rooms of a tenant
 * share one set. That they do is a guess from `GET /extension_numbers/{extension_number}`.
 */
export function checkNumber(pbx: Pbx, tenantId: unknown, number: unknown): void {
	if (number === undefined) return;
	if (!/^[0-9]{3,64}$/.test(String(number))) {
		throw invalid('extension_number', 'must be 3 to 64 digits');
	}
	if (holderOf(pbx.state, tenantId, number)) throw duplicate(pbx, 'extension_number');
}

/** What lists of members show of a user. */
export function memberOf(user: Rec): Rec {
	const { id, name, display_name, extension_number } = user;
	return { id, name, display_name, extension_number };
}
