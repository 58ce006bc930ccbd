import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { forbidden, invalid, PbxError } from './errors.mts';
import type { Call, Pbx } from './pbx.mts';
import type { Rec } from './types.mts';

const reservedNames = ['admin', 'system', 'administrator', 'root'];
const currencies = new Set(Intl.supportedValuesOf('currency'));
const regions = new Set(
	readFileSync(join(import.meta.dirname, 'regions.txt'), 'utf8')
		.trim()
		.split(/\s+/),
);

/** Refuses a record that exists already; code and status are switches, no page names them. */
export function duplicate(pbx: Pbx, field: string): PbxError {
	const { duplicateStatus, duplicateCode } = pbx.switches;
	return new PbxError(duplicateStatus, duplicateCode, `The ${field} is taken`, field);
}

/** Refuses one more than a limit allows; code and status are switches, no page names them. */
export function overLimit(pbx: Pbx, limit: string): PbxError {
	const { limitStatus, limitCode } = pbx.switches;
	return new PbxError(limitStatus, limitCode, `The limit ${limit} is reached`, limit);
}

/**
 * Checks what a user name is made of: letters, digits, `_ - ' .`, no dot first or last, not
 * reserved whatever the case (API description).
 */
export function checkName(name: unknown): void {
	const text = String(name);
	if (!/^(?!\.)[A-Za-z0-9_\-'.]{1,64}(?<!\.)$/.test(text)) {
		throw invalid('name', "may hold letters, digits and _ - ' . and no dot at either end");
	}
	if (reservedNames.includes(text.toLowerCase())) throw invalid('name', 'is reserved');
}

/**
 * Checks the name of an administrator or dealer. Administrators and dealers share one set of names, since both sign in
 * without a domain.
 * @param self id of the account that is being renamed
 * @throws PbxError 400, or the duplicate error
 */
export function checkUserName(pbx: Pbx, name: unknown, self?: unknown): void {
	checkName(name);
	const text = String(name);
	const { administrators, dealers } = pbx.state;
	const taken = [...administrators.values(), ...dealers.values()].some(
		(account) => account.id !== self && String(account.name).toLowerCase() === text.toLowerCase(),
	);
	if (taken) throw duplicate(pbx, 'name');
}

/** Three characters that go up or down by one, such as `abc` or `321`. */
function hasSequence(text: string): boolean {
	const codes = [...text.toLowerCase()].map((character) => character.charCodeAt(0));
	return codes.some((code, index) => {
		const step = codes[index + 1] - code;
		const sameKind = /^(?:[a-z]{3}|[0-9]{3})$/i.test(text.slice(index, index + 3));
		return sameKind && Math.abs(step) === 1 && codes[index + 2] - codes[index + 1] === step;
	});
}

/** The user name, the part of the email address before the @, and the display name. */
function accountWords(account: Rec): string[] {
	return [account.name, String(account.email ?? '').split('@')[0], account.display_name]
		.map((word) => String(word ?? '').toLowerCase())
		.filter((word) => word.length >= 3);
}

/**
 * Checks a password against a policy (page "Password policy"). How long a sequence or a repetition
 * must be is not said; three characters are taken from the rule for voicemail PINs.
 * @param policy a record as `GET /tenant/password_policy` returns it
 * @param account the data a password must not repeat
 * @throws PbxError 400 VALIDATE_FAILED naming the field
 */
export function checkPassword(policy: Rec, password: unknown, account: Rec, field = 'password') {
	const text = String(password);
	const refuse = (message: string) => invalid(field, message);
	if (text.length < Number(policy.min_length) || text.length > Number(policy.max_length)) {
		throw refuse(`must have ${policy.min_length} to ${policy.max_length} characters`);
	}
	if (policy.contains_letters && !/[a-z]/i.test(text)) throw refuse('must hold a letter');
	if (policy.contains_numbers && !/[0-9]/.test(text)) throw refuse('must hold a digit');
	if (policy.contains_special_letters && !/[^a-z0-9]/.test(text)) {
		throw refuse('must hold a capital or special character');
	}
	if (policy.disable_sequential_characters && hasSequence(text)) {
		throw refuse('must not hold a sequence');
	}
	if (policy.disable_repeating_characters && /(.)\1\1/.test(text)) {
		throw refuse('must not repeat a character');
	}
	const repeats = accountWords(account).some((word) => text.toLowerCase().includes(word));
	if (policy.disable_account_information && repeats) throw refuse('must differ from the account');
}

/**
 * Checks a voicemail PIN: digits, no repetitions, no runs (API description). Its length follows
 * the password policy of the tenant since 22.3; that it stays within 10 digits unless the policy
 * asks for more is a guess.
 */
export function checkPin(policy: Rec, pin: unknown, field = 'voicemail_pin'): void {
	const text = String(pin);
	const shortest = Number(policy.min_length ?? 6);
	const longest = Math.max(10, shortest);
	if (!/^[0-9]+$/.test(text) || text.length < shortest || text.length > longest) {
		throw invalid(field, `must have ${shortest} to ${longest} digits`);
	}
	if (hasSequence(text) || /(.)\1\1/.test(text)) throw invalid(field, 'is too simple');
}

/** A currency is a code of ISO 4217 (page "Tenant management"). */
export function checkCurrency(value: unknown): void {
	if (value !== undefined && !currencies.has(String(value))) {
		throw invalid('currency', `"${value}" is no ISO 4217 code`);
	}
}

/** A region is a code of ISO 3166 alpha-3 (page "Tenant management"). */
export function checkRegion(value: unknown): void {
	if (value !== undefined && !regions.has(String(value))) {
		throw invalid('region', `"${value}" is no ISO 3166 alpha-3 code`);
	}
}

/** Changes the password of the account that is signed in; the old one must be right. */
export function changeOwnPassword({ pbx, body, caller }: Call): void {
	if (body.old_password !== caller.account.password) throw invalid('old_password', 'is wrong');
	setPassword(pbx, caller.account, body.new_password, 'new_password');
}

/** Sets a password after checking it against the policy of the account's tenant or of the PBX. */
export function setPassword(pbx: Pbx, account: Rec, password: unknown, field = 'password'): void {
	const { tenants, settings } = pbx.state;
	const ofTenant = tenants.get(String(account.tenant_id))?.password_policy as Rec | undefined;
	const policy = ofTenant ?? settings.get('/admin/password_policy') ?? {};
	checkPassword(policy, password, account, field);
	account.password = password;
}

/** A feature that is switched off makes its area unusable (page "Tenant feature management"). */
export function needFeature(tenant: Rec, feature: string): void {
	if (tenant[feature] === false) throw forbidden(`The tenant has ${feature} switched off`);
}
