import { findOperation } from '../api';
import type { Field, Operation, Upsert } from '../api/types';

/** A list that belongs to a record and is written by calls of its own, such as who answers a queue. */
export interface Members {
	/** What it is called in the document. */
	field: string;
	/** The call that lists it, below the record: `/ring_groups/{id}/agents`. */
	route: string;
	/** Written as a whole, or added and removed one by one with the value in the path. */
	written: 'whole' | 'each';
	/** What an entry is known by. */
	key: 'extension_number' | 'id';
	/** The kind of record whose id an entry is, where it is no number. */
	ref?: string;
	/** Fields of an entry beside its key, with the value that needs no mention. */
	more?: Readonly<Record<string, number>>;
	/** Older versions of the PBX have no such list: nobody is in it there. */
	recent?: boolean;
}

/** A part of the document: which records stand in it, and what must be there before them. */
export interface Kind {
	/** Name of the part. */
	part: string;
	/** One of its records in a sentence. */
	noun: string;
	/** The resource whose rows say how its records are recognised, read and written. */
	resource: string;
	/** The parts whose records must be there first. */
	after: readonly string[];
	/** It belongs to the PBX and not to the tenant. */
	home?: boolean;
	/** It is exported only where it is asked for by name. */
	unasked?: boolean;
	members?: readonly Members[];
	/** Fields by which records are recognised, where the resource has no Create or Update. */
	key?: readonly string[];
	/** The part whose records it stands in, and the brace of its path that names them. */
	within?: string;
	/**
	 * There is one in a tenant from the beginning, which is read and changed: an object, a list that
	 * is written as a whole, or one of which the entries are told apart by a field of theirs.
	 */
	single?: 'object' | 'list' | { list: string };
	/** Records of the list that are nobody's to change. */
	isFixed?(row: Readonly<Record<string, unknown>>): boolean;
}

const agents: Members = {
	field: 'agents',
	route: '/agents',
	written: 'whole',
	key: 'extension_number',
	more: { skill_level: 1 },
};
const people = (
	field: string,
	written: Members['written'],
	more: Partial<Members> = {},
): Members => ({
	field,
	route: `/${field}`,
	written,
	key: 'extension_number',
	...more,
});

/** Names that PortSIP keeps for roles of its own (pbx-rules, page "Roles"). */
const BUILT_IN = new Set([
	...['systemadmin', 'operationsadmin', 'siteadmin', 'dealer'],
	...['admin', 'standarduser', 'standardinternationaluser', 'queuemanager'],
]);

const own = (
	part: string,
	noun: string,
	resource: string,
	after: readonly string[] = [],
	more: Partial<Kind> = {},
): Kind => ({ part, noun, resource, after, ...more });

/**
 * All kinds of records in the order in which they are made. What stands for another record in any
 * of them is known by its name (`references.ts`); what a record holds, by the rows of its resource.
 */
export const KINDS: readonly Kind[] = [
	own('dealers', 'dealer', 'dealer', [], { home: true, unasked: true }),
	own('tenant', 'tenant', 'tenant', ['dealers'], { home: true }),
	own('trunks', 'trunk of the PBX', 'trunk', ['tenant'], { home: true }),
	own('own_trunks', 'trunk of the tenant', 'trunk', ['tenant'], {
		isFixed: ({ shared }) => shared === true,
	}),
	own('roles', 'role', 'role', ['tenant'], {
		isFixed: ({ name, protected: fixed }) =>
			fixed === true || BUILT_IN.has(String(name).toLowerCase()),
	}),
	own('holidays', 'holiday', 'holiday', ['tenant']),
	own('contacts', 'contact', 'contact', ['tenant'], { key: ['name', 'company', 'email'] }),
	own('blocked_numbers', 'blocked number', 'blockedNumber', ['tenant']),
	own('vip_numbers', 'VIP number', 'vipNumber', ['tenant']),
	own('emergency_numbers', 'emergency number', 'emergencyNumber', ['tenant']),
	own('disallowed_codes', 'disallowed code', 'disallowedCode', ['tenant']),
	own('queue_blocked_numbers', 'number blocked in queues', 'callQueueBlacklist', ['tenant']),
	own('extensions', 'extension', 'extension', ['roles', 'trunks', 'own_trunks']),
	own('phones', 'phone', 'extensionPhone', ['extensions'], { within: 'extensions' }),
	own('speed_dial_8', 'one-digit speed dial', 'extensionSpeedDial8', ['extensions'], {
		within: 'extensions',
	}),
	own('speed_dial_100', 'two-digit speed dial', 'extensionSpeedDial100', ['extensions'], {
		within: 'extensions',
	}),
	own('user_groups', 'user group', 'userGroup', ['extensions'], {
		members: [people('members', 'each'), people('administrators', 'each', { recent: true })],
	}),
	own('monitor_groups', 'monitor group', 'monitorGroup', ['extensions'], {
		members: [people('managers', 'each'), people('members', 'each')],
	}),
	own('ring_groups', 'ring group', 'ringGroup', ['extensions'], { members: [agents] }),
	own('call_queues', 'call queue', 'callQueue', ['extensions'], { members: [agents] }),
	own('receptionists', 'virtual receptionist', 'virtualReceptionist', ['extensions', 'holidays']),
	own('action_urls', 'action URL', 'virtualReceptionistActionUrl', ['receptionists'], {
		within: 'receptionists',
	}),
	own('shared_voicemails', 'shared voicemail', 'sharedVoicemail', ['extensions']),
	own('conference_rooms', 'conference room', 'conferenceRoom', ['extensions']),
	own('hot_desks', 'hot desk', 'hotDesk', ['extensions']),
	own('call_park_groups', 'call park group', 'callParkGroup', ['ring_groups'], {
		members: [people('members', 'each')],
	}),
	own('call_pickup_groups', 'call pickup group', 'callPickupGroup', ['extensions'], {
		members: [people('members', 'whole')],
	}),
	own('outbound_rules', 'outbound rule', 'outboundRule', ['user_groups', 'holidays'], {
		members: [
			{ field: 'groups', route: '/applied_groups', written: 'each', key: 'id', ref: 'user_groups' },
		],
	}),
	own('allowed_country_codes', 'allowed country codes', 'allowedCountryCode', ['tenant'], {
		single: 'list',
	}),
	own('feature_codes', 'feature codes', 'featureAccessCode', ['tenant'], {
		single: { list: 'feature' },
	}),
	own('voicemail', 'voicemail settings', 'voicemailServer', ['tenant'], { single: 'object' }),
	own('callback', 'settings of automatic callback', 'automaticCallback', ['tenant'], {
		single: 'object',
	}),
	own('call_park', 'call park settings', 'callPark', ['ring_groups'], { single: 'object' }),
	own('inbound_rules', 'inbound rule', 'inboundRule', [
		'ring_groups',
		'call_queues',
		'receptionists',
		'shared_voicemails',
		'holidays',
	]),
];

const byPart = new Map(KINDS.map((kind) => [kind.part, kind]));

/** The kind whose records stand in a part of the document. */
export function kindOf(part: string): Kind {
	const kind = byPart.get(part);
	if (!kind) throw new Error(`There is no part ${part}`);
	return kind;
}

/** Whether a part of that name is known. */
export const isPart = (part: string): boolean => byPart.has(part);

/** The first step of the order is 0; a kind comes one step after the last one that it needs. */
export const stageOf = ({ after }: Kind): number =>
	after.length ? 1 + Math.max(...after.map((part) => stageOf(kindOf(part)))) : 0;

/** How records of a kind are recognised, made and changed: the facts of their rows. */
export function upsertOf(kind: Kind): Upsert {
	const known = upserts.get(kind.part);
	if (known) return known;
	const made = rowsOf(kind);
	upserts.set(kind.part, made);
	return made;
}

const upserts = new Map<string, Upsert>();

function rowsOf({ resource, key, single }: Kind): Upsert {
	if (single) {
		const write = operationOf(resource, 'update');
		const read = findOperation(resource, 'get') ?? operationOf(resource, 'getMany');
		return { keys: [[]], create: write, update: write, list: read, get: read, parts: [] };
	}
	const row = findOperation(resource, 'upsert')?.upsert;
	if (row && !key) return row;
	const [create, update, list, get] = ['create', 'update', 'getMany', 'get'].map((value) =>
		operationOf(resource, value),
	);
	const fields = (key ?? []).map((name) => fieldIn(create.bodyFields, name));
	return { keys: [fields], create, update, list, get, parts: [] };
}

/** The call that deletes a record of a kind. */
export const removalOf = ({ resource }: Kind): Operation => operationOf(resource, 'delete');

/** A row that is there for sure. */
export function operationOf(resource: string, value: string): Operation {
	const found = findOperation(resource, value);
	if (!found) throw new Error(`${resource} has no ${value}`);
	return found;
}

function fieldIn(fields: readonly Field[], name: string): Field {
	const found = fields.find((field) => field.name === name);
	if (!found) throw new Error(`There is no field ${name}`);
	return found;
}

/** The fields by which records of a kind are recognised. */
export const keyOf = (kind: Kind): readonly Field[] => upsertOf(kind).keys[0];

/** All fields that records of a kind can be given. */
export function fieldsOf(kind: Kind): Field[] {
	const { create, update, parts } = upsertOf(kind);
	return [...create.bodyFields, ...update.bodyFields, ...parts.map(({ field }) => field)];
}
