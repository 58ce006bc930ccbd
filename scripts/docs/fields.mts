import { propertyOf } from '../../nodes/shared/description/fields.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import type { Fact } from '../facts/contract.mts';
import { fieldMarks } from './guesses.mts';
import { short, typeOf } from './words.mts';

/** A line of a table, and the fields inside it. */
export interface Line {
	label: string;
	/** Name in the API. */
	name: string;
	/** Joins the names of the inner fields to this one. */
	joint: string;
	type: string;
	about: string;
	inner: Line[];
}

/** Whatever has no field of its own. */
export const OTHER_FIELDS: Line = {
	label: 'Other Fields (JSON)',
	name: '',
	joint: '',
	type: 'JSON',
	about: '[Fields without a field here](../README.md#how-fields-are-written)',
	inner: [],
};

/**
 * The lines for some fields, in the order of the editor: by label.
 *
 * @param facts what the contract says about the same fields, for guesses and versions
 */
export const linesOf = (fields: readonly Field[], facts: readonly Fact[]): Line[] =>
	fields
		.map((field) =>
			lineOf(
				field,
				facts.find(({ name }) => name === field.name),
				facts,
			),
		)
		.sort((a, b) => a.label.localeCompare(b.label, 'en'));

function lineOf(field: Field, fact: Fact | undefined, beside: readonly Fact[]): Line {
	return {
		label: propertyOf(field).displayName,
		name: field.spread ? '' : field.name,
		joint: field.spread ? '*.' : (JOINTS[field.type] ?? '.'),
		type: `${typeOf(field)}${fieldMarks(fact)}`,
		about: aboutOf(field, fact),
		inner: linesOf(field.fields ?? [], innerOf(field, fact, beside)),
	};
}

const JOINTS: Partial<Record<Field['type'], string>> = { list: '[].', keyed: '.*.' };

/** What the contract says about the fields inside a field; all parts of a keyed one are alike. */
function innerOf(
	{ type, spread, options = {} }: Field,
	fact: Fact | undefined,
	beside: readonly Fact[],
): Fact[] {
	const own = fact?.properties ?? fact?.items?.properties ?? [];
	const parts = spread ? beside.filter(({ name }) => name in options) : own;
	return type === 'keyed' ? parts.flatMap(({ properties = [] }) => properties) : own;
}

/** Hint, default, example and version, each as a sentence. */
function aboutOf(field: Field, fact: Fact | undefined): string {
	const { hint, default: value, example } = field;
	const version = field.since ?? (fact?.since && short(fact.since));
	const parts = [
		hint,
		value !== undefined && value !== '' && `Default: ${shown(value)}`,
		example && `E.g. \`${example}\``,
		field.generated && 'Can be generated',
		field.kept && 'Where it is empty, what the record has is sent again',
		version && `PortSIP ${version} or later`,
	].filter((part) => typeof part === 'string');
	return parts.map((part) => `${part.replace(/\.$/, '')}.`).join(' ');
}

const shown = (value: string | number | boolean): string =>
	typeof value === 'boolean' ? (value ? 'on' : 'off') : `\`${value}\``;
