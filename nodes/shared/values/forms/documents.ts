import type { Field } from '../../api/types';
import { refused, type InputRefused } from '../inputRefused';
import { isRecord } from '../isRecord';
import { refuseGrouped } from '../numbers';
import type { Form } from './form';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END ([A-Z0-9 ]+)-----/g;

/** A document in PEM form; in one line, its line breaks as two characters or as blanks, too. */
const pemForm = (what: RegExp, takes: string, label: string): Form => ({
	read(field, text) {
		const lines = text.replace(/\\r\\n|\\n|\\r/g, '\n');
		const blocks = [...lines.matchAll(BLOCK)];
		const fits =
			blocks.length > 0 && blocks.every(([, begin, , end]) => begin === end && what.test(begin));
		if (!fits) throw pemRefused(field, text, takes, label);
		const broken = blocks.find(([, , body]) => !isBase64(body));
		if (broken) throw pemRefused(field, text, `${takes}, whole`, label);
		return /^-----BEGIN [A-Z0-9 ]+-----\r?\n/m.test(lines) ? lines : rewritten(blocks);
	},
});

/** The body of a block, without the headers of a key that is protected by a password. */
const isBase64 = (body: string): boolean =>
	/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(body.replace(/^[A-Za-z-]+:.*$/gm, ''));

const rewritten = (blocks: readonly RegExpMatchArray[]): string =>
	blocks
		.map(([, type, body]) =>
			[
				`-----BEGIN ${type}-----`,
				...(body.replace(/\s+/g, '').match(/.{1,64}/g) ?? []),
				`-----END ${type}-----`,
			].join('\n'),
		)
		.join('\n');

/** A key in the place of a certificate is a secret, too. */
function pemRefused(field: Field, text: string, takes: string, label: string): InputRefused {
	const secret = field.secret === true || text.includes('PRIVATE KEY');
	return refused('pem', { ...field, secret }, text, `it takes ${takes}`, {
		advice: `Give the whole text from -----BEGIN ${label}----- to -----END ${label}-----.`,
	});
}

export const certificate = pemForm(
	/^(?:X509 |TRUSTED )?CERTIFICATE$/,
	'a certificate in PEM form',
	'CERTIFICATE',
);
export const privateKey = pemForm(/PRIVATE KEY$/, 'a private key in PEM form', 'PRIVATE KEY');

/** An object, written as JSON in one text. */
export const jsonText: Form = {
	unpack: (value, field) =>
		isRecord(value) && !('toJSON' in value) ? textOfObject(value, field) : undefined,
	read(field, text) {
		const inner = parsed(text);
		if (isRecord(inner)) return text;
		// JSON that was put into JSON once more.
		if (typeof inner === 'string' && isRecord(parsed(inner))) return inner;
		throw refused('jsonText', field, text, 'it takes an object in JSON', {
			example: '{"name": "value"}',
			advice: 'Names and texts need double quotes, and there is no comma after the last entry.',
		});
	},
};

/** The JSON of an object, as long as it keeps the numbers that it holds. */
function textOfObject(value: object, field: Field): string {
	return JSON.stringify(value, (name, each: unknown) => {
		if (typeof each === 'bigint') return String(each);
		if (typeof each !== 'number' || Math.abs(each) <= Number.MAX_SAFE_INTEGER) return each;
		throw refused(
			'jsonNumber',
			{ ...field, secret: true },
			each,
			`the number ${each} at "${name}" is not what it was`,
			{ advice: 'Put it in quotes where it comes from: IDs are text.' },
		);
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** An amount of storage: a number with its unit. */
export const quota: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		const [, given, unit] = /^(\d+(?:[.,]\d+)?)\s*([KMGP]B?)?$/i.exec(text) ?? [];
		refuseGrouped(field, text, given ?? '');
		const number = given?.replace(',', '.');
		if (unit) return `${number}${unit.charAt(0).toUpperCase()}B`;
		if (number) {
			throw refused('twoQuotas', field, text, `it can be read as ${number}MB or ${number}GB`, {
				advice: 'Add the unit.',
			});
		}
		throw refused('quota', field, text, 'it takes a number with KB, MB, GB or PB', {
			example: '500MB or 20GB',
		});
	},
};

/** Limits of minute, hour, day, month and weekday. */
const TIMES = [
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[0, 7],
];

/** Whether the numbers of five parts are times; with seconds or years there are more than one order. */
const areTimes = (parts: readonly string[]): boolean =>
	parts.length !== TIMES.length ||
	parts.every((part, index) =>
		part.split(',').every((each) => {
			const [least, most] = TIMES[index];
			const numbers = each.replace(/\/.*$/, '').match(/\d+/g) ?? [];
			return numbers.every((number) => Number(number) >= least && Number(number) <= most);
		}),
	);

/** Times at which something is done again: minute, hour, day, month, weekday; seconds in front. */
export const cron: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		const parts = text.split(/\s+/);
		const fits = parts.every((part) => /^[\dA-Z*/,?#LW-]+$/i.test(part));
		if (fits && parts.length >= 5 && parts.length <= 7 && areTimes(parts)) return parts.join(' ');
		throw refused('cron', field, text, 'it takes a cron expression of five parts', {
			example: field.example ?? '0 6 * * 1',
		});
	},
};

/** A name that is not one of those that the PBX keeps for itself. */
const unreserved = (reserved: readonly string[]): Form => ({
	visible: true,
	read(field, text) {
		if (!reserved.includes(text.toLowerCase())) return text;
		throw refused('reserved', field, text, 'the PBX keeps this name for itself', {
			advice: 'Choose another one.',
		});
	},
});

/** Names to sign in with (API description). */
export const userName = unreserved(['admin', 'system', 'administrator', 'root']);

/** Roles that are built in (notes, h5). */
export const roleName = unreserved([
	...['systemadmin', 'operationsadmin', 'siteadmin', 'dealer', 'admin', 'standarduser'],
	...['standardinternationaluser', 'queuemanager'],
]);
