import { formOf } from './forms';
import { titleOf } from './names';
import type { Field } from './types';

/** What a field may say beside its name, its type and its hint. */
type More = Omit<Partial<Field>, 'name' | 'type' | 'hint'>;

/** A constructor for fields of one type: name in the API, hint for people, further facts. */
const make =
	(type: Field['type'], always: More = {}) =>
	(name: string, hint?: string, more: More = {}): Field => ({
		name,
		type,
		...(hint === undefined ? {} : { hint }),
		...formOf({ type, name }),
		...always,
		...more,
	});

export const text = make('text');
/** Several lines of text: certificates, keys. */
export const longText = make('text', { multiline: true });
/** A text that is masked in the editor and never repeated in a message or an item. */
export const secret = make('text', { secret: true });
/** Several lines that are secret, such as a private key. */
export const longSecret = make('text', { secret: true, multiline: true });
export const integer = make('integer');
export const decimal = make('number');
export const flag = make('boolean');
export const dateTime = make('dateTime');
export const texts = make('texts');
export const json = make('json');
export const weekHours = make('weekHours', { example: 'Mon-Fri 09:00-17:00; Sat 10:00-13:00' });
export const didNumbers = make('didNumbers', { example: '442071230000-442071230099;442071231500' });

/** A TCP or UDP port. */
export const port = (name: string, hint?: string, more: More = {}): Field =>
	integer(name, hint, { min: 0, max: 65535, ...more });

/** One of several values; a plain list of values gets its labels from the values. */
export function choice(
	name: string,
	options: readonly string[] | Readonly<Record<string, string>>,
	hint?: string,
	more: More = {},
): Field {
	return make('choice')(name, hint, { options: labelled(options), ...more });
}

/** The id of another record, picked with a locator. */
export const reference = (name: string, ref: string, hint?: string, more: More = {}): Field =>
	make('reference')(name, hint, { ref, ...more });

/** An object whose fields are filled in one by one. */
export const object = (
	name: string,
	fields: readonly Field[],
	hint?: string,
	more: More = {},
): Field => make('object')(name, hint, { fields, ...more });

/** A list of objects. */
export const list = (
	name: string,
	fields: readonly Field[],
	hint?: string,
	more: More = {},
): Field => make('list')(name, hint, { fields, ...more });

/**
 * An object with one entry for each chosen key, all entries with the same fields.
 *
 * @param keyTitle what the keys are, such as When
 */
export function keyed(
	name: string,
	keyTitle: string,
	keys: readonly string[] | Readonly<Record<string, string>>,
	fields: readonly Field[],
	hint?: string,
	more: More = {},
): Field {
	return make('keyed')(name, hint, { keyTitle, options: labelled(keys), fields, ...more });
}

/** Groups of switches, as `group.switch`; the labels are made from both. */
export const switches = (
	name: string,
	groups: Readonly<Record<string, readonly string[]>>,
	hint?: string,
	more: More = {},
): Field => {
	const pairs = Object.entries(groups).flatMap(([group, keys]) =>
		keys.map((key) => [`${group}.${key}`, `${titleOf(group)}: ${titleOf(key)}`]),
	);
	return make('switches')(name, hint, { options: Object.fromEntries(pairs), ...more });
};

/** The same field, now one that must be filled in. */
export const need = (field: Field): Field => ({ ...field, required: true });

/** The same field of a change, in which the API wants it whatever else is changed. */
export const keep = (field: Field): Field => ({ ...field, kept: true });

/** A secret that a creation demands, and that can be made up within the rules for passwords. */
export const generable = (field: Field, kind: 'password' | 'pin' = 'password'): Field =>
	need({ ...field, generated: kind });

/** The same optional field, beside the required ones. */
export const onTop = (field: Field): Field => ({ ...field, onTop: true });

/** The same fields without some of them, by name. */
export const without = (fields: readonly Field[], ...names: string[]): Field[] =>
	fields.filter((field) => !names.includes(field.name));

function labelled(options: readonly string[] | Readonly<Record<string, string>>) {
	return Array.isArray(options)
		? Object.fromEntries(options.map((value: string) => [value, titleOf(value)]))
		: (options as Readonly<Record<string, string>>);
}

/** User name of an administrator or dealer; the rules are PortSIP's (API description). */
export const userName = text(
	'name',
	"Name to sign in with: letters, digits and _ - ' . with no dot at either end",
	{
		title: 'Username',
		min: 1,
		max: 64,
		form: 'userName',
		pattern: "(?!\\.)[A-Za-z0-9_'.\\-]+(?<!\\.)",
		unique: true,
	},
);

/** What other people see of a user; how long it may be differs from record to record. */
export const displayName = (max: number): Field =>
	text('display_name', 'Name that other people see', { max, example: 'Ada Lovelace' });

/** A remark about a record. */
export const description = text('description', undefined, { max: 1024 });

/** Settings for which the API has no fields of their own. */
export const customOptions = text(
	'custom_options',
	'Settings that have no field of their own, written as a JSON object',
	{ title: 'Special Settings (JSON)' },
);

/** The id of a record that no locator finds: it comes from the list of the same resource. */
export const listedId = (name: string, more: More = {}): Field =>
	text(name, 'As Get Many gives it', more);

/** When a rule or an entry of a list ends. */
export const expiresAt = dateTime('expire_at', 'From then on it no longer applies', {
	title: 'Expires At',
});

/** A greeting or a piece of music, as it was uploaded. */
export const soundFile = need(reference('file_id', 'file', undefined, { title: 'File' }));

/** Old and new password, for those who change their own. */
export const passwordChange = [
	secret('old_password', 'The password that is valid now'),
	secret('new_password'),
].map(need);

/** How to reach a person or company: shared by administrators, dealers and extensions. */
export const email = text('email', undefined, {
	max: 128,
	filled: true,
	example: 'name@email.com',
});
export const website = text('website', undefined, { example: 'https://www.customer.example' });

export const phonesAndAddress = [
	text('mobile_phone', undefined, { max: 32 }),
	text('work_phone', undefined, { max: 32 }),
	text('home_phone', undefined, { max: 32 }),
	text('address', undefined, { max: 128 }),
	text('department', undefined, { max: 128 }),
];

/** Where a person lives in time; a pick list that also takes an expression. */
export const timezone = text('timezone', undefined, {
	picks: 'getTimezones',
	form: 'timezone',
	example: 'Europe/London',
});
/** That of an administrator or dealer. */
export const ownTimezone = { ...timezone, since: '22.8' };
export const region = text('region', 'English name or code of ISO 3166', {
	title: 'Country',
	picks: 'getRegions',
	form: 'country',
	example: 'DEU',
});

/** Complexity rules that PortSIP applies to new passwords (guide: Password policy). */
export const passwordPolicy = [
	integer('min_length', 'Shortest password that is accepted', { default: 6, min: 6, max: 32 }),
	integer('max_length', 'Longest password that is accepted', { default: 32, min: 6, max: 32 }),
	flag('contains_letters', 'Whether a password needs at least one letter', { default: true }),
	flag('contains_numbers', 'Whether a password needs at least one digit', { default: true }),
	flag('contains_special_letters', 'Whether a password needs a capital or a special character', {
		default: true,
	}),
	flag('disable_sequential_characters', 'Whether to refuse runs such as 1234 or abcd', {
		default: true,
	}),
	flag('disable_repeating_characters', 'Whether to refuse repetitions such as 1111', {
		default: true,
	}),
	flag(
		'disable_account_information',
		"Whether to refuse passwords made of the account's own data",
		{
			default: true,
		},
	),
];
