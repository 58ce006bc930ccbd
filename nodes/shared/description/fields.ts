import type { INodeProperties, INodePropertyOptions, INodePropertyMode } from 'n8n-workflow';
import { parameterOf, searchMethod, titleOf } from '../api/names';
import { references, sentAs } from '../api/references';
import type { Field } from '../api/types';

/** What all widgets have in common, before each type adds its own. */
type Widget = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

/**
 * The editor's field for a fact. Every call gives fresh objects, because n8n changes them when
 * it loads a node.
 *
 * @param field one parameter of an operation
 */
export function propertyOf(field: Field): INodeProperties {
	const title = field.title ?? titleOf(field.name);
	const description = describe(field, title);
	return {
		displayName: title,
		name: parameterOf(field),
		...WIDGETS[field.type](field, title),
		// One that can be made up may stay empty, which n8n would not let pass.
		...(field.required && !field.generated ? { required: true } : {}),
		...(field.example && !field.picks ? { placeholder: `e.g. ${field.example}` } : {}),
		...(description ? { description } : {}),
	};
}

/** Fields in the order in which people look for them: by label. */
const sortedProperties = (fields: readonly Field[]): INodeProperties[] =>
	byLabel(fields.map((field) => propertyOf(field)));

/** One collator for all: making one for each comparison took a tenth of the loading time. */
export const inEnglish = new Intl.Collator('en').compare;

/** Sorted the way n8n sorts collections. */
export const byLabel = (properties: INodeProperties[]): INodeProperties[] =>
	properties.sort((a, b) => inEnglish(a.displayName, b.displayName));

/** The choices of a field, by label. */
export const choices = (options: Readonly<Record<string, string>>): INodePropertyOptions[] =>
	Object.entries(options)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => inEnglish(a.name, b.name));

const WIDGETS: Readonly<Record<Field['type'], (field: Field, title: string) => Widget>> = {
	text: (field) =>
		field.picks
			? locatorWith(field.picks, [typedMode('Name or Code', 'id', field.example ?? '')])
			: {
					type: 'string',
					default: field.onTop ? '' : (field.default ?? ''),
					...textOptions(field),
				},
	didNumbers: () => ({ type: 'string', default: '' }),
	integer: number,
	number,
	boolean: (field) =>
		field.onTop && !field.always
			? dropdown([NOT_SET, ...YES_OR_NO])
			: { type: 'boolean', default: field.default ?? false },
	choice: chooser,
	dateTime: () => ({ type: 'dateTime', default: '' }),
	texts: (_, title) => ({
		type: 'string',
		default: [],
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${title}` },
	}),
	reference: (field) => locator(field),
	object: (field, title) => ({
		type: 'collection',
		default: {},
		placeholder: `Add to ${title}`,
		options: sortedProperties(field.fields ?? []),
	}),
	list: (field, title) => rows(title, sortedProperties(field.fields ?? [])),
	keyed: (field, title) =>
		rows(title, [
			{
				...labelled(field.keyTitle ?? '', 'key'),
				...(field.typed ? TYPED : dropdown(choices(field.options ?? {}))),
			},
			...(field.fields ?? []).map((each) => propertyOf(each)),
		]),
	weekHours: () => ({ type: 'string', default: '' }),
	switches: (field) => ({
		type: 'multiOptions',
		options: choices(field.options ?? {}),
		default: [],
	}),
	json: ({ required }) => (required ? { type: 'json', default: '' } : emptyJson()),
};

/**
 * JSON that may stay away. n8n's own editor for JSON puts a red mark at a text that is empty, as at
 * one that is broken, and takes longer to open than any other field: this is a plain text.
 */
export const emptyJson = (): Widget => ({
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
});

/** The two names of a parameter. */
export const labelled = (displayName: string, name: string) => ({ displayName, name });

/** A dropdown; without a default the first choice stands there. */
export const dropdown = (
	options: INodePropertyOptions[],
	value: INodePropertyOptions['value'] = options[0].value,
): Widget & { type: 'options' } => ({ type: 'options', options, default: value });

/** Stands first by its bracket, and says that nothing is chosen. */
const CHOOSE: INodePropertyOptions = { name: '(Choose One)', value: '' };

/** Stands first, too: outside a collection, this is how something is left as it is. */
const NOT_SET: INodePropertyOptions = { name: '(Not Set)', value: '' };

const TYPED: Widget = { type: 'string', default: '' };

const YES_OR_NO: INodePropertyOptions[] = [
	{ name: 'No', value: false },
	{ name: 'Yes', value: true },
];

/** A choice that must be made has no value before somebody has made it, unless the PBX has one. */
function chooser({
	options = {},
	default: value,
	required,
	unchosen,
	onTop,
	typed,
}: Field): Widget {
	if (typed) return TYPED;
	if (onTop) return dropdown([NOT_SET, ...choices(options)]);
	const open = value === undefined && (required === true || unchosen === true);
	return open ? dropdown([CHOOSE, ...choices(options)]) : dropdown(choices(options), value);
}

function textOptions(field: Field): Partial<INodeProperties> {
	if (field.secret) return { typeOptions: { password: true } };
	return field.multiline ? { typeOptions: { rows: 5 } } : {};
}

/** A number that must be given stays empty until somebody gives it, unless the PBX has one. */
function number({ min, max, default: value, required, onTop }: Field): Widget {
	const typeOptions = {
		...(min === undefined ? {} : { minValue: min }),
		...(max === undefined ? {} : { maxValue: max }),
	};
	return {
		type: 'number',
		default: onTop ? '' : (value ?? (required ? '' : (min ?? 0))),
		...(Object.keys(typeOptions).length ? { typeOptions } : {}),
	};
}

function rows(title: string, values: INodeProperties[]): Widget {
	return {
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${title}`,
		typeOptions: { multipleValues: true },
		options: [{ displayName: title, name: 'entries', values }],
	};
}

function locator({ ref = '' }: Field): Widget {
	const reference = references[ref];
	const { keys = [], example = '700551909773148160' } = reference;
	return locatorWith(searchMethod(ref), [
		typedMode(sentAs(reference), 'id', example),
		...keys.map((each) => typedMode(each.title, each.name, each.example)),
	]);
}

/** A way to name a record by typing. */
export const typedMode = (title: string, name: string, sample: string): INodePropertyMode => ({
	...labelled(`By ${title}`, name),
	type: 'string',
	placeholder: `e.g. ${sample}`,
});

/**
 * A list that is searched, and other ways to name the same. Long lists are never dropdowns: the
 * editor draws all their entries anew at every key in another field (docs/decisions/0025).
 */
export function locatorWith(searchListMethod: string, typed: INodePropertyMode[]): Widget {
	const list: INodePropertyMode = {
		...labelled('From List', 'list'),
		type: 'list',
		typeOptions: { searchListMethod, searchable: true },
	};
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [list, ...typed],
	};
}

/** Hint, limits of a text and the way to use an expression, as one description. */
function describe(field: Field, title: string): string | undefined {
	const parts = [field.hint ?? meaningOf(field, title), lengthOf(field)];
	if (field.type === 'didNumbers') {
		parts.push('Numbers and ranges joined by semicolons; none may start with + or 0');
	}
	if (field.type === 'weekHours') {
		parts.push(
			`Days and times, or one of the words always, closed${field.modes ? ' and company' : ''}; days that are not named are closed`,
		);
	}
	if (field.since) parts.push(`PortSIP ${field.since} or later`);
	return sentences(parts);
}

/** n8n wants every switch explained. */
const meaningOf = ({ type }: Field, title: string): string | undefined =>
	type === 'boolean' ? `Whether ${lowerFirst(title)} is on` : undefined;

/** Parts of a description as one text: a single one as it is, several as sentences. */
export function sentences(parts: ReadonlyArray<string | undefined>): string | undefined {
	const said = parts.filter((part) => part !== undefined);
	if (said.length < 2) return said[0];
	return said.map((part) => `${part.replace(/\.$/, '')}.`).join(' ');
}

function lengthOf({ type, min, max, secret, hint = '' }: Field): string | undefined {
	if (type !== 'text' || secret || max === undefined || max > 255) return undefined;
	// Said already, such as by "3 to 64 digits to dial" or "00 to 99".
	if (min && /\d+ to \d+/.test(hint)) return undefined;
	return min && min > 1 ? `${min} to ${max} characters` : `Up to ${max} characters`;
}

const lowerFirst = (title: string): string =>
	/^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
