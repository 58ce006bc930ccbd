import type { Field, FieldType, FormName, Operation } from '../../nodes/shared/api/types.ts';
import { titleOf } from '../../nodes/shared/api/names.ts';
import { references } from '../../nodes/shared/api/references.ts';
import { labelOf } from '../../nodes/shared/values/wireValue.ts';
import type { FactOperation } from '../facts/contract.mts';

/** The contract's roles as people call them. */
const ROLES: Readonly<Record<string, string>> = {
	system: 'system administrators',
	dealer: 'dealers',
	tenant: 'tenant administrators',
	user: 'users of a tenant, for themselves',
	any: 'everyone who is signed in',
};

/** Who may make a call, without the rights that a role needs for it. */
export function callersOf({ scope, alsoScopes = [], noAuth }: FactOperation): string {
	if (noAuth) return 'everyone, even without a session';
	const roles = [scope, ...alsoScopes];
	return roles.length > 2 ? ROLES.any : roles.map((role) => ROLES[role]).join(' and ');
}

const LICENSES: Readonly<Record<string, string>> = {
	cc: 'contact center license',
	advanced: 'advanced license',
};

const HOLDERS: Readonly<Record<string, string>> = {
	tenant: 'of the tenant',
	'actor-extension': 'of the extension that is signed in',
	'target-extension': 'of the extension in question',
};

/** Which license module a call needs, and since when; none for most. */
export const licensesOf = ({ license }: FactOperation): string[] =>
	license
		? [`${LICENSES[license.module]} ${HOLDERS[license.scope]} (${short(license.since)} and later)`]
		: [];
/** `22.6.0` as `22.6`. */
export const short = (version: string): string => version.replace(/\.0$/, '');

/** The version that a call came with. */
export function sinceOf(version: string): string {
	const latest = /<=([\d.]+)/.exec(version)?.[1];
	return latest ? `since ${short(latest)} at the latest` : `since ${short(version)}`;
}

const TYPES: Readonly<Record<FieldType, string>> = {
	text: 'text',
	integer: 'whole number',
	number: 'number',
	boolean: 'on or off',
	choice: 'one of',
	dateTime: 'date and time',
	texts: 'texts',
	reference: 'record',
	object: 'group of fields',
	list: 'entries, each with fields of its own',
	keyed: 'entries, one for each key',
	weekHours: '[weekly hours](../README.md#how-fields-are-written)',
	switches: 'any of',
	didNumbers: '[DID numbers](../README.md#how-fields-are-written)',
	json: 'JSON',
};

/** What a text is, where the name of its type says too little. */
const FORMS: Readonly<Partial<Record<FormName, string>>> = { cidr: 'address or network' };

const PICKS: Readonly<Record<NonNullable<Field['picks']>, string>> = {
	searchTimezone: 'time zone, such as Europe/London',
	searchCurrency: 'currency, such as EUR',
	searchCountry: 'country, such as GBR',
};

/** A field's type with its choices and limits, in people's words. */
export function typeOf(field: Field): string {
	const { type, form, options = {}, picks, ref = '', secret, multiline, pattern } = field;
	const limits = limitsOf(field);
	if (picks) return PICKS[picks];
	if (type === 'reference') return referenceOf(ref);
	const kind =
		(form && FORMS[form]) ?? (ref ? `${TYPES[type]}, each a ${referenceOf(ref)}` : TYPES[type]);
	const words = `${secret ? 'secret ' : ''}${kind}${multiline ? ' of several lines' : ''}`;
	const choices = Object.entries(options).map(([value, label]) => choiceOf(value, label));
	return [
		choices.length ? `${words} ${choices.join(', ')}` : words,
		limits,
		pattern ? `like \`${pattern}\`` : '',
	]
		.filter(Boolean)
		.join(', ');
}

const referenceOf = (ref: string): string => {
	const { title, value } = references[ref];
	return `record: ${title}${value ? ` (its ${value.replace(/_/g, ' ')} is sent)` : ''}`;
};

/** The label stands with a value only where it says more. */
const choiceOf = (value: string, label: string): string => {
	const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
	const same = titleOf(value) === label || plain(value) === plain(label);
	return same ? `\`${value}\`` : `\`${value}\` (${label})`;
};

/** What limits count, where it is not the value itself. */
const UNITS: Readonly<Partial<Record<FieldType, string>>> = {
	text: ' characters',
	texts: ' characters each',
};

function limitsOf({ type, min, max }: Field): string {
	const unit = UNITS[type] ?? '';
	// Any text has a character.
	const least = unit !== '' && min === 1 ? undefined : min;
	if (least === undefined && max === undefined) return '';
	if (least === undefined) return `up to ${max}${unit}`;
	if (max === undefined) return `at least ${least}${unit}`;
	return least === max ? `exactly ${max}${unit}` : `${least} to ${max}${unit}`;
}

/** How a list is read. */
export const listWords = ({ paging, time, filters = [] }: Operation): string => {
	const size = 'Return All and Limit say how many';
	if (paging === 'none') return `${size}; the PBX always gives the whole list.`;
	if (paging === 'offset') return `${size}.`;
	const named = ['Search', ...filters.map(labelOf), 'Filter'].join(', ');
	const when = time ? ` Period narrows by \`${time}\`.` : '';
	const words = `${size}.${when} Filters take ${named} and Order By`;
	return paging === 'declared'
		? `${words}.`
		: `${words}, although PortSIP does not promise that this list heeds them.`;
};

/** Proper names that n8n's linter wants small in action sentences. */
const PROPER = ['Google', 'Microsoft', 'WhatsApp'];

/** What an operation does, as a sentence. */
export function sentenceOf({ description, action }: Operation): string {
	const words = (description ?? action).replace(/\.$/, '');
	return `${PROPER.reduce((text, name) => text.replace(new RegExp(name, 'gi'), name), words)}.`;
}
