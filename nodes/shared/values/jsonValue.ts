import type { Field } from '../api/types';
import { refused, type InputRefused } from './inputRefused';
import { isMoment } from './moments';
import { isRecord } from './isRecord';
import { longNumber } from './longNumber';
import { collectSecrets } from './secrets';
import { isWordOfNothing } from './text';
import { unmeant } from './unmeant';

/**
 * A value from a JSON field: text is parsed, the object of an expression is taken as it is, with
 * dates in it as the text that JSON has for them.
 *
 * @param secrets takes what stands under names such as password
 * @throws InputRefused when the text is not JSON, and where a number has lost digits
 */
export function jsonValue(
	field: Field,
	value: unknown,
	{ secrets }: { secrets: Set<string> },
): unknown {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const parsed = typeof value === 'string' ? parsedText(field, value) : plain(field, value, []);
	if (parsed === undefined || parsed === null) return undefined;
	collectSecrets(parsed, secrets);
	return shaped(field, parsed);
}

function parsedText(field: Field, given: string): unknown {
	const text = bare(given);
	const long = longNumber(text);
	if (long) throw lostDigits(field, long.place, long.number);
	const parsed = parsedJson(field, text);
	// JSON that was put into JSON once more: nobody means the text of an object for itself.
	if (typeof parsed === 'string' && /^\s*[{[]/.test(parsed)) return parsedText(field, parsed);
	return plain(field, parsed, []);
}

/** The text without the fence of Markdown in which language models write JSON. */
function bare(text: string): string {
	const trimmed = text.trim();
	return /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/i.exec(trimmed)?.[1] ?? trimmed;
}

function parsedJson(field: Field, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// What it holds can be secret under a name that nobody sees before it is parsed.
		throw refused('json', { ...field, secret: true }, text, 'it is not valid JSON', {
			advice: 'Names and texts need double quotes, and there is no comma after the last entry.',
		});
	}
}

/** What is known of the shape, where no more is. */
function shaped(field: Field, value: unknown): unknown {
	switch (field.form) {
		case 'jsonList':
			if (Array.isArray(value)) return value;
			throw refused('jsonShape', field, value, 'it takes a list', {
				example: field.example ?? '[{"name": "value"}]',
			});
		case 'jsonObject':
			if (isRecord(value)) return value;
			throw refused('jsonShape', field, value, 'it takes an object', {
				example: '{"name": "value"}',
			});
		case 'jsonQuery':
			return queryOf(field, value);
		default:
			return value;
	}
}

/** Parameters of an address: texts under their names. */
function queryOf(field: Field, value: unknown): Record<string, string> {
	const pairs = isRecord(value) ? Object.entries(value) : undefined;
	const wrong = pairs?.find(([, each]) => typeof each === 'object' || each === undefined);
	if (pairs && !wrong) return Object.fromEntries(pairs.map(([name, each]) => [name, String(each)]));
	throw refused('query', field, wrong ? wrong[0] : value, 'it takes an object of plain values', {
		part: wrong !== undefined,
		example: '{"search": "acme"}',
		advice: 'If it holds an expression, look whether this item has the values that it names.',
	});
}

type Place = ReadonlyArray<string | number>;

/** What JSON would make of it, but for what JSON loses. */
function plain(field: Field, value: unknown, path: Place): unknown {
	if (typeof value === 'number') {
		if (isKept(value)) return value;
		throw Number.isFinite(value)
			? lostDigits(field, path.join('.'), String(value))
			: noWord(field, value, path);
	}
	if (value === 'Invalid DateTime') throw noDate(field, path);
	if (typeof value === 'string') {
		if (isWordOfNothing(value)) throw noWord(field, value, path);
		refuseUnmeant(field, value, path);
	}
	if (typeof value === 'bigint') {
		if (isKept(Number(value))) return Number(value);
		throw lostDigits(field, path.join('.'), String(value));
	}
	if (typeof value !== 'object' || value === null) return value;
	if (path.length > DEEPEST) throw tooDeep(field);
	if (isMoment(value)) {
		const text = value.toJSON();
		if (text === null) throw noDate(field, path);
		return text;
	}
	if (Array.isArray(value)) {
		const gap = value.indexOf(undefined);
		if (gap >= 0) throw noWord(field, undefined, [...path, gap]);
		return value.map((each, index) => plain(field, each, [...path, index]));
	}
	// Whatever copies it would take it for what the object inherits from.
	if (Object.hasOwn(value, '__proto__')) throw notSent(field, path);
	const pairs = Object.entries(value).map(
		([name, each]) => [name, plain(field, each as unknown, [...path, name])] as const,
	);
	// A parameter of an address that nothing was given for would read more than was asked for.
	const all = field.form === 'jsonQuery';
	return Object.fromEntries(pairs.filter(([, each]) => all || each !== undefined));
}

/** Levels of objects in objects. The API has eight at the most; an object that holds itself has no end. */
const DEEPEST = 50;

const tooDeep = (field: Field): InputRefused =>
	refused(
		'jsonDeep',
		{ ...field, secret: true },
		undefined,
		`it holds objects within objects, more than ${DEEPEST} of them`,
		{ advice: 'Look whether the expression that makes it puts an object into itself.' },
	);

const notSent = (field: Field, path: Place): InputRefused =>
	refused(
		'notSent',
		{ ...field, secret: true },
		undefined,
		`the field __proto__${at(path.join('.'))} cannot be sent`,
		{ advice: 'Take it out.' },
	);

const at = (place: string): string => (place ? ` at "${place}"` : '');

/** Luxon writes so of what it could not read. */
const noDate = (field: Field, path: Place): InputRefused =>
	refused(
		'jsonDate',
		{ ...field, secret: true },
		undefined,
		`what stands${at(path.join('.'))} is no date`,
		{
			advice: 'Check the expression that makes it.',
		},
	);

const noWord = (field: Field, value: unknown, path: Place): InputRefused =>
	refused(
		'jsonWord',
		{ ...field, secret: true },
		value,
		`"${String(value)}"${at(path.join('.'))} is what an expression makes of a missing value`,
		{ advice: 'Look whether this item has the value that the expression names.' },
	);

function refuseUnmeant(field: Field, text: string, path: Place): void {
	const found = unmeant(text);
	if (!found) return;
	const place = path.length ? `the text${at(path.join('.'))}` : 'it';
	const why = found.why.replace(/^(?:that|it) is/, `${place} is`);
	throw refused(found.kind, { ...field, secret: true }, text, why, { advice: found.advice });
}

/** Whole numbers beyond 2^53 are not those that somebody wrote. */
const isKept = (value: number): boolean =>
	Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

const lostDigits = (field: Field, place: string, number: string): InputRefused =>
	refused(
		'jsonNumber',
		{ ...field, secret: true },
		number,
		`the number ${number}${at(place)} is too long to be kept exactly`,
		{ advice: 'Put it in quotes where it comes from: IDs are text.' },
	);
