import type { Field } from '../api/types';
import { labelOf, type Labelled } from './label';
import { shown } from './shown';

/** What a refusal is about, for those who sort them: each kind has one wording. */
export const KINDS = [
	// what an expression gave
	...['empty', 'nothing', 'gap', 'word', 'sheet', 'expression', 'placeholder', 'hidden', 'path'],
	// types
	...[
		'text',
		'digits',
		'blank',
		'length',
		'pattern',
		'whole',
		'number',
		'twoNumbers',
		'range',
		'boolean',
	],
	...['choice', 'twoChoices', 'locator'],
	// dates and hours
	...[
		'date',
		'noSuchDate',
		'twoDates',
		'period',
		'day',
		'span',
		'spanBackwards',
		'spansOverlap',
		'week',
	],
	// groups and lists
	...['group', 'list', 'unknownField', 'unknownPart', 'twoEntries', 'notSent'],
	...['notEmptiable', 'emptyAndFilled'],
	...['json', 'jsonShape', 'jsonNumber', 'jsonDate', 'jsonWord', 'jsonDeep', 'query'],
	// forms
	...['email', 'tooMany', 'host', 'url', 'website', 'address', 'network', 'hostBits', 'mac'],
	...['dialled', 'twoPhones', 'phone', 'callerId', 'extensionNumber', 'pin', 'simplePin', 'code'],
	...[
		'ranges',
		'rangesBackwards',
		'lengths',
		'country',
		'twoCountries',
		'currency',
		'timezone',
		'windowsZone',
		'zoneLetters',
		'locale',
	],
	...['degrees', 'quota', 'twoQuotas', 'cron', 'pem', 'jsonText', 'reserved'],
	// numbers of trunks
	...['didEmpty', 'didEntry', 'didPrefix', 'didDigits', 'didEnds', 'didBackwards', 'didWide'],
	...['didOverlap', 'didTwo', 'didScientific'],
] as const;

export type Kind = (typeof KINDS)[number];

/** What is known of a refusal beside its words. */
interface Facts {
	kind: Kind;
	/** Label of the field. */
	field: string;
	/** The value as it was given; absent for a secret. */
	given?: string;
}

/** Input of a user that cannot be sent: nothing has been written when it is thrown. */
export class InputRefused extends Error {
	/**
	 * @param message what is wrong with which field
	 * @param advice what to do about it
	 */
	constructor(
		message: string,
		readonly advice?: string,
		readonly facts?: Facts,
	) {
		super(message);
		this.name = 'InputRefused';
	}

	/** The same refusal of an entry of a list, or of a field that stands in it. */
	within(field: Labelled, entry: number): InputRefused {
		const label = labelOf(field);
		const message =
			this.facts?.field === label
				? this.message.replace(`"${label}" is `, `"${label}" holds `)
				: `"${label}", entry ${entry}: ${this.message}`;
		return new InputRefused(message, this.advice, this.facts);
	}
}

/** A field as far as a refusal tells of it. */
type About = Labelled & Pick<Field, 'secret' | 'generated'>;

/** What to do about a refusal. */
interface Hints {
	/** A value that is taken. */
	example?: string;
	/** Sentences. */
	advice?: string;
	/** What is shown is a part of the value only. */
	part?: boolean;
}

/**
 * The one wording of all refusals: the field, the value as it was given, what is expected, an
 * example, and what to do.
 *
 * @param field what the value was given for; the value of a secret one is not repeated
 * @param why what is expected, or what speaks against the value; no sentence, it follows a colon
 */
export function refused(
	kind: Kind,
	field: About,
	value: unknown,
	why: string,
	{ example, advice, part = false }: Hints = {},
): InputRefused {
	const label = labelOf(field);
	const given = field.secret ? undefined : shown(value);
	const message =
		given === undefined
			? `"${label}" does not fit: ${why}`
			: `"${label}" ${part ? 'holds' : 'is'} ${given}: ${why}`;
	const parts = [example === undefined ? '' : `Write it like ${example}.`, advice ?? ''];
	return new InputRefused(message, parts.filter(Boolean).join(' ') || undefined, {
		kind,
		field: label,
		...(given === undefined ? {} : { given }),
	});
}

/** The refusal of a field that must be filled in, whether by hand or by an expression. */
export const refusedAsEmpty = (field: About): InputRefused =>
	new InputRefused(
		`"${labelOf(field)}" is empty`,
		`Fill it in${field.generated ? ', or turn on Generate Passwords' : ''}. If it holds an expression, look whether this item has the value that it names.`,
		{ kind: 'empty', field: labelOf(field) },
	);
