import { answerFields } from './contract.mts';
import type { Rec } from './types.mts';

const administrator = [
	'id',
	'name',
	'email',
	'display_name',
	'enabled',
	'role',
	'mobile_phone',
	'work_phone',
	'home_phone',
	'address',
	'department',
	'website',
	'timezone',
];

const passwordPolicy = [
	'min_length',
	'max_length',
	'contains_letters',
	'contains_numbers',
	'contains_special_letters',
	'disable_sequential_characters',
	'disable_repeating_characters',
	'disable_account_information',
];

const node = ['private_ipv4', 'private_ipv6', 'public_ipv4', 'public_ipv6'];

/** Answers no published schema shows: guessed from what the matching POST takes. */
const guessed: Record<string, string[]> = {
	'GET /admin/users': ['id', 'name', 'email', 'display_name', 'enabled', 'role', 'timezone'],
	'POST /admin/users': ['id'],
	'GET /admin/users/{id}': administrator,
	'GET /admin/user': administrator,
	'GET /admin/password_policy': passwordPolicy,
	'GET /dealer/password_policy': passwordPolicy,
	'GET /admin/ai_engine': ['provider', 'opts'],
	'GET /dataflow': node,
	'GET /dataflow/status': ['status'],
	'GET /im/status': ['status'],
};

const cache = new Map<string, Set<string>>();

/** The names an answer, or one item of a list, may hold. */
function shownFields(key: string): Set<string> {
	let names = cache.get(key);
	if (!names) {
		names = answerFields(key) ?? new Set(guessed[key]);
		cache.set(key, names);
	}
	return names;
}

/**
 * Cuts a stored record down to what an answer shows, so secrets and internal fields stay inside.
 * @param key the operation, such as `GET /tenants`
 */
export function show(key: string, record: Rec): Rec {
	const names = shownFields(key);
	return Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)));
}
