import type { Field, NumberForm } from '../api/types';
import { refused, type InputRefused } from './inputRefused';
import { typed } from './typed';

/** The limits of numbers that stand for something. A year of 0 is that of what comes back each year. */
const LIMITS: Readonly<Record<NumberForm, readonly [number, number]>> = {
	year: [0, 9999],
	month: [1, 12],
	day: [1, 31],
	hour: [0, 23],
	minute: [0, 59],
	percent: [0, 100],
};

/** Digits in groups of three, with one kind of mark: 1.000 is one, or one thousand. */
const GROUPED = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * A whole number; text has digits only, since a point means one thing here and another one there.
 *
 * @throws InputRefused where it is none, where it can be read in two ways, and out of its limits
 */
export function wholeNumber(field: Field, value: unknown): number | undefined {
	const number = given(field, value);
	if (number === '') return undefined;
	if (typeof number === 'string') {
		refuseGrouped(field, value, number);
		// Spreadsheets and programs write whole numbers as 5.0.
		const digits = ungrouped(number).replace(/[.,]0{1,2}$/, '');
		if (!/^[+-]?\d+$/.test(digits)) throw notWhole(field, value);
		return within(field, value, Number(digits));
	}
	if (typeof number !== 'number' || !Number.isInteger(number)) throw notWhole(field, value);
	return within(field, value, number);
}

/**
 * A number with a fraction or without; a decimal comma is understood where it can be nothing else.
 *
 * @throws InputRefused where it is none, where it can be read in two ways, and out of its limits
 */
export function decimalNumber(field: Field, value: unknown): number | undefined {
	const number = given(field, value);
	if (number === '') return undefined;
	if (typeof number === 'string') {
		refuseGrouped(field, value, number);
		const text = withPoint(ungrouped(number));
		if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) throw notNumber(field, value);
		return within(field, value, Number(text));
	}
	if (typeof number !== 'number' || !Number.isFinite(number)) throw notNumber(field, value);
	return within(field, value, number);
}

/** Text as plain digits without blanks around it, anything else as it is. */
function given({ form }: Field, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = typed(value.trim()).replace(/^−/, '-');
	return form === 'percent' ? text.replace(/\s*%$/, '') : text;
}

/** Groups of three that are parted by blanks or apostrophes, or by the same mark more than once. */
const GROUPS =
	/^[+-]?[1-9]\d{0,2}(?:(?:[ '’]\d{3})+(?:[.,]\d+)?|(?:\.\d{3}){2,}(?:,\d+)?|(?:,\d{3}){2,}(?:\.\d+)?)$/;
/** One group, and a fraction with the other mark. */
const GROUP_AND_FRACTION = /^[+-]?[1-9]\d{0,2}(?:\.\d{3},\d+|,\d{3}\.\d+)$/;

/** The digits of a number without the marks of thousands, where they can be nothing else. */
function ungrouped(text: string): string {
	if (!GROUPS.test(text) && !GROUP_AND_FRACTION.test(text)) return text;
	const fraction = /[.,](\d+)$/.exec(text.replace(/[ '’]/g, ''));
	const marks = new Set(text.match(/[.,]/g));
	const whole = text.replace(/[ '’]/g, '');
	// Of two kinds of marks, or beside blanks, the last one is that of the fraction.
	const cut = fraction && (marks.size === 2 || /[ '’]/.test(text)) ? fraction.index : whole.length;
	const digits = whole.slice(0, cut).replace(/[.,]/g, '');
	return cut === whole.length ? digits : `${digits}.${whole.slice(cut + 1)}`;
}

/** A decimal comma as a point. */
const withPoint = (text: string): string => text.replace(',', '.');

/** @throws InputRefused for a number such as 1.000, which is one here and a thousand there */
export function refuseGrouped(field: Field, value: unknown, text: string): void {
	if (!GROUPED.test(text)) return;
	const [one, thousand] = [Number(text.replace(',', '.')), text.replace(/[.,]/, '')];
	throw refused('twoNumbers', field, value, `it can be read as ${one} or ${thousand}`, {
		advice: 'Give the one that is meant, without marks between the digits.',
	});
}

function within(field: Field, value: unknown, number: number): number {
	// A cell of 80 % holds 0.8.
	if (field.form === 'percent' && number > 0 && number < 1) {
		throw refused(
			'twoNumbers',
			field,
			value,
			`it can be read as ${number} % or ${number * 100} %`,
			{
				advice: 'Give a number from 1 to 100, or 0.',
			},
		);
	}
	const [least, most] = limitsOf(field);
	if (number >= least && number <= most && Math.abs(number) <= Number.MAX_SAFE_INTEGER)
		return number;
	throw refused('range', field, value, `it takes a ${kindOf(field)}${limitWords(field)}`);
}

function limitsOf({ form, min, max }: Field): readonly [number, number] {
	const [least, most] = LIMITS[form as NumberForm] ?? [-Infinity, Infinity];
	return [min ?? least, max ?? most];
}

const kindOf = ({ type }: Field): string => (type === 'integer' ? 'whole number' : 'number');

function limitWords(field: Field): string {
	const [least, most] = limitsOf(field);
	const words = [
		least === -Infinity ? '' : ` from ${least}`,
		most === Infinity ? '' : ` to ${most}`,
	];
	return words.join('');
}

/** A number that the field takes. */
function exampleOf(field: Field): string {
	const [least, most] = limitsOf(field);
	return String(Math.min(Math.max(least, 20), most));
}

const notWhole = (field: Field, value: unknown): InputRefused =>
	refused('whole', field, value, `it takes a whole number${limitWords(field)}, in digits only`, {
		example: exampleOf(field),
	});

const notNumber = (field: Field, value: unknown): InputRefused =>
	refused('number', field, value, `it takes a number${limitWords(field)}`, { example: '0.25' });
