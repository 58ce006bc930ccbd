import type { Field } from '../../api/types';
import { refused } from '../inputRefused';
import { withoutFraction } from '../typed';
import { DASHES, entriesOf, joined, type Form } from './form';

/** A number from a spreadsheet that has lost its last digits: 4.42071E+11. */
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i;
/** A number as people write it, with what they part its digits with. */
const WRITTEN = /^\+?[\d\s().\-/–]*\d[\d\s().\-/–]*$/;

/** @throws InputRefused for a number in powers of ten, as spreadsheets shorten long ones */
export function refuseScientific(field: Field, text: string): void {
	if (!SCIENTIFIC.test(text)) return;
	throw refused('phone', field, text, 'a spreadsheet has cut off the last digits of this number', {
		advice: 'Format the column as text there, and fill the number in again.',
	});
}

/** A phone number of a person, in whatever way it is written. */
export const phone: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		refuseScientific(field, text);
		return withoutFraction(text);
	},
};

/** What a call goes to: an extension, an outside number, a feature code or a SIP address. */
export const dialled: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		refuseScientific(field, text);
		// A link of a web page: tel:+44-20-7123-0000.
		const number = withoutFraction(text.replace(/^tel:/i, ''));
		if (WRITTEN.test(number)) return digitsOf(field, number);
		if (ADDRESS.test(text) || DIALLED.test(text)) return text;
		throw refused('dialled', field, text, 'it takes one number, without blanks and marks', {
			example: field.example ?? '442071230000',
			advice: 'A SIP address such as sip:101@customer.example is taken, too.',
		});
	},
};

/** A SIP address, with its scheme or without. */
const ADDRESS = /^(?:sips?:)?[^\s"'<>()[\]{},;@]+@[^\s"'<>()[\]{},@]+$/i;
/** Digits, codes and names as they are dialled; an x behind digits stands for unknown ones, or for an extension. */
const DIALLED = /^(?!.*\dx)\+?[\p{L}\d*#][\p{L}\d*#._-]*$/u;

/** Two numbers with a stroke or a dash between them are no number of twice the length. */
function refuseTwo(field: Field, text: string): void {
	const [first, last, ...more] = text.split(/\s*[/–-]\s*/);
	if (last === undefined || more.length) return;
	const [one, other] = [first, last].map((each) => each.replace(/\D/g, ''));
	const half = Math.ceil(one.length / 2);
	// A range: as long as one another, and the same in front.
	const range = one.length === other.length && one.slice(0, half) === other.slice(0, half);
	if (!(range && one.length > 3) && Math.min(one.length, other.length) < LONG) return;
	throw refused(
		'twoPhones',
		field,
		text,
		`it can be read as ${one}${other} or ${one} and ${other}`,
		{
			advice: 'Give one number alone.',
		},
	);
}

/** Digits of a number with its area code; a part of one has fewer. */
const LONG = 8;

/** The digits of a number without what parts them, where there is no doubt which are meant. */
function digitsOf(field: Field, text: string): string {
	refuseTwo(field, text);
	const bare = text.replace(/[\s().\-/–]/g, '');
	// The trunk prefix in brackets is dialled from inside of the country only.
	if (!/^\+.*\(0\)/.test(text)) return bare;
	const without = text.replace('(0)', '').replace(/[\s().\-/–]/g, '');
	throw refused('twoPhones', field, text, `it can be read as ${without} or ${bare}`, {
		advice: `Give the one that is meant, most likely ${without}.`,
	});
}

/** A number to show: one, without blanks, and no range. */
export const callerId: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		refuseScientific(field, text);
		const number = withoutFraction(text);
		if (/^\+?\d+$/.test(number)) return number;
		const single = WRITTEN.test(text) && !/[-–/]|\(0\)/.test(text);
		const bare = single ? text.replace(/[^\d+]/g, '') : undefined;
		throw refused('callerId', field, text, 'it takes one number, without blanks, and no range', {
			example: field.example ?? '442071231500',
			...(bare ? { advice: `If one number is meant, give ${bare}.` } : {}),
		});
	},
};

/** The number of an extension or of a service. */
export const extensionNumber: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		refuseScientific(field, text);
		const number = withoutFraction(text);
		if (/^\d{3,64}$/.test(number)) return number;
		throw refused('extensionNumber', field, text, 'it takes 3 to 64 digits and nothing else', {
			example: field.example ?? '101',
		});
	},
};

/** Whether all digits are the same, or each one more or one less than the one before. */
const isSimple = (digits: string): boolean =>
	[0, 1, -1].some((step) =>
		[...digits].every(
			(digit, index) => !index || Number(digit) - Number(digits[index - 1]) === step,
		),
	);

/** A PIN that keeps the rules which no policy of a tenant changes. */
const pinForm = (form: RegExp, takes: string, simple: boolean): Form => ({
	read(field, text) {
		if (!form.test(text)) {
			throw refused('pin', field, text, `it takes ${takes}`, {
				advice:
					'If it comes from a spreadsheet, format the column as text: numbers lose zeros in front.',
			});
		}
		if (!simple && isSimple(text)) {
			throw refused(
				'simplePin',
				field,
				text,
				'the PBX takes no runs such as 123456 and no repetitions',
				{
					advice: 'Mix the digits.',
				},
			);
		}
		return text;
	},
});

/** The tenant's policy can ask for more than 10 digits since 22.3, but never for less than 6. */
export const voicemailPin = pinForm(
	/^\d{6,32}$/,
	'6 to 10 digits, or more where the tenant asks for it',
	false,
);
export const pin = pinForm(/^\d+$/, 'digits only', false);
/** Codes that are typed at a door or for a room; a run is allowed. */
export const digits = pinForm(/^\d+$/, 'digits only', true);

/** A key that is pressed for a short number. */
const codeForm = (length: number, first: RegExp, takes: string): Form => ({
	typed: true,
	read(field, text) {
		// Spreadsheets take the zero from 07.
		const code = /^\d$/.test(text) ? text.padStart(length, '0') : text;
		if (code.length === length && first.test(code)) return code;
		throw refused('code', field, text, `it takes ${takes}`, {
			example: length === 1 ? '2' : '07',
		});
	},
});

export const speedDial8 = codeForm(1, /^[2-9]$/, 'one digit from 2 to 9');
export const speedDial100 = codeForm(2, /^\d\d$/, 'two digits from 00 to 99');

/** Numbers and ranges of them, sent with semicolons between them. */
export const ranges: Form = {
	unpack: joined(';'),
	typed: true,
	read(field, text) {
		const entries = entriesOf(text, /[;,\t\r\n]/).map((entry) =>
			withoutFraction(entry).replace(DASHES, '-'),
		);
		const wrong = entries.find((entry) => !/^[\d*#]+(?:-[\d*#]+)?$/.test(entry));
		if (wrong === undefined && entries.length) {
			for (const entry of entries) refuseBackwards(field, entry);
			return entries.join(';');
		}
		throw refused('ranges', field, wrong ?? text, 'it takes numbers and ranges of them', {
			part: wrong !== undefined,
			example: '101-110;199',
			advice: 'Semicolons part the entries.',
		});
	},
};

function refuseBackwards(field: Field, entry: string): void {
	const [, first, last] = /^(\d+)-(\d+)$/.exec(entry) ?? [];
	if (last === undefined || BigInt(first) <= BigInt(last)) return;
	throw refused('rangesBackwards', field, entry, 'the range runs backwards', {
		part: true,
		advice: `Write the smaller number first: ${last}-${first}.`,
	});
}

/** Lengths of numbers, sent with semicolons between them. */
export const lengths: Form = {
	unpack: joined(';'),
	typed: true,
	read(field, text) {
		const entries = entriesOf(text, /[;,\s]+/);
		if (entries.length && entries.every((entry) => /^\d{1,2}$/.test(entry)))
			return entries.join(';');
		throw refused('lengths', field, text, 'it takes numbers of digits', {
			example: field.example ?? '7;11',
			advice: 'Semicolons part the entries.',
		});
	},
};

/** Names of devices, sent with semicolons between them. */
export const names: Form = {
	unpack: joined(';'),
	read: (_, text) => entriesOf(text, /[;\r\n]/).join(';'),
};
