import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** The names of the IANA database, links among them: `Intl` takes them in any spelling. */
const timeZones = new Set(
	readFileSync(join(import.meta.dirname, 'timezones.txt'), 'utf8')
		.trim()
		.split(/\s+/),
);

/** How many addresses a list of recipients may hold (contract/notes.md, h9). */
const mostRecipients = 15;

/** The number of days of a month; without a year February has 29. */
export function daysIn(month: number, year = 2000): number {
	return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const time = new RegExp(
	`^(\\d{4})-(0[1-9]|1[0-2])-(\\d\\d)T${clock}:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:Z|[+-]${clock})$`,
	'i',
);

/** A time as RFC 3339 writes it, on a day that exists. */
function isTime(text: string): boolean {
	const [, year, month, day] = (time.exec(text) ?? []).map(Number);
	return day >= 1 && day <= daysIn(month, year);
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
// A last label of digits alone would be a broken address.
const hostName = new RegExp(`^(?:${label}\\.)*(?!\\d+$)${label}$`, 'i');

function isHost(text: string): boolean {
	return isIP(text) !== 0 || hostName.test(text);
}

function isEmail(text: string): boolean {
	const [local, domain, ...rest] = text.split('@');
	const isPlain = /^[^\s\p{C},;:<>()[\]"\\]+$/u.test(local);
	return isPlain && domain !== undefined && rest.length === 0 && isHost(domain);
}

function isEmailList(text: string): boolean {
	const addresses = text.split(',');
	return addresses.length <= mostRecipients && addresses.every(isEmail);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** An address or network such as 192.0.2.0/24. */
function isNetwork(text: string): boolean {
	const [address, prefix = '0', ...rest] = text.split('/');
	const version = isIP(address);
	const bits = version === 6 ? 128 : 32;
	return version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

/** Entries with semicolons between them, none of them empty. */
function listOf(isEntry: (entry: string) => boolean): (text: string) => boolean {
	return (text) => text.split(';').every(isEntry);
}

interface Form {
	check: (text: string) => boolean;
	/** What a text is not that does not have the form. */
	noun: string;
	/** Whether the text may hold something secret. */
	isSecret?: boolean;
}

/** The forms of texts, by the name that the schema of a body gives them. */
const forms: Record<string, Form> = {
	time: { check: isTime, noun: 'time of RFC 3339 on a day that exists' },
	host: { check: isHost, noun: 'host name or address' },
	email: { check: isEmail, noun: 'address with one @ and a domain' },
	emails: {
		check: isEmailList,
		noun: `list of up to ${mostRecipients} email addresses with commas between them`,
	},
	size: {
		check: (text) => /^(?=.*[1-9])\d+(?:\.\d+)?(?:KB|MB|GB|PB)$/.test(text),
		noun: 'positive number with KB, MB, GB or PB',
	},
	json: { check: isJson, noun: 'JSON', isSecret: true },
	network: { check: isNetwork, noun: 'network' },
	networks: { check: listOf(isNetwork), noun: 'list of networks with semicolons between them' },
	agents: {
		check: listOf((entry) => /^[^\s,](?:[^,\p{Cc}]*[^\s,])?$/u.test(entry)),
		noun: 'list of user agents with semicolons between them',
	},
	masks: {
		check: listOf((entry) => /^[0-9*]+(?:-[0-9]+)?$/.test(entry)),
		noun: 'list of numbers and ranges with semicolons between them',
	},
	lengths: {
		check: listOf((entry) => /^\d{1,3}$/.test(entry)),
		noun: 'list of whole numbers with semicolons between them',
	},
	mac: {
		check: (text) => /^[0-9a-f]{2}(?:([:-]?)[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}$/i.test(text),
		noun: 'MAC address of twelve hexadecimal digits',
	},
	timezone: {
		check: (text) => timeZones.has(text),
		noun: 'IANA time zone in its own spelling',
	},
	visible: { check: (text) => /[^\s\p{C}]/u.test(text), noun: 'text that can be seen' },
};

interface FormFact {
	form: string;
	/** Whether an empty text stands for nothing where a record can be without the field. */
	mayBeEmpty?: boolean;
	/** The paths of the operations whose field it is; everywhere if absent. */
	paths?: RegExp;
}

const tenants = /^\/tenants?(?:\/\{id\})?$/;
const optional = (form: string): FormFact => ({ form, mayBeEmpty: true });

/** The forms of fields for which the contract has a type only, by name (sources: the README). */
const facts: Record<string, FormFact> = {
	domain: { form: 'host', paths: tenants },
	name: { form: 'visible', paths: tenants },
	email: optional('email'),
	reply_to: optional('email'),
	recipient: { form: 'email' },
	email_recipients: optional('emails'),
	recipients: optional('emails'),
	disk_quota: optional('size'),
	im_disk_quota: optional('size'),
	extension_im_disk_quota: optional('size'),
	custom_options: optional('json'),
	android_service_account: optional('json'),
	cidr: { form: 'network' },
	additional_ips: optional('networks'),
	blocked_user_agents: optional('agents'),
	number_mask: optional('masks'),
	number_length: optional('lengths'),
	mac: { form: 'mac' },
	timezone: { form: 'timezone' },
};

const orNothing = ' or nothing';

/** Every form, and every form that an empty text has as well, for a validator. */
export const formats: Record<string, Form['check']> = Object.fromEntries(
	Object.entries(forms).flatMap(([name, { check }]) => [
		[name, check],
		[`${name}${orNothing}`, (text: string) => text === '' || check(text)],
	]),
);

/** What is wrong with a text that does not have the form of a format. */
export function objection(format: string, text: unknown): string {
	const { noun, isSecret } = forms[format.replace(orNothing, '')];
	return `${isSecret ? 'the text' : JSON.stringify(text)} is no ${noun}`;
}

/**
 * The form of a field of a body.
 * @param path of the operation
 * @param needed whether a record must have the field
 * @returns the name of the form, or undefined if nothing is known
 */
export function formOf(path: string, name: string, needed: boolean): string | undefined {
	const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
	if (!fact || (fact.paths && !fact.paths.test(path))) return undefined;
	return fact.mayBeEmpty && !needed ? `${fact.form}${orNothing}` : fact.form;
}
