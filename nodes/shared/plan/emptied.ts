import type { IDataObject } from 'n8n-workflow';
import { parameterOf } from '../api/names';
import type { Field, Operation } from '../api/types';
import { EMPTY_FIELDS, emptiable, nothingFor } from '../parameters/emptying';
import { InputRefused, refused } from '../values/inputRefused';
import { labelOf } from '../values/wireValue';
import type { Reader } from './reader';

/**
 * What is sent for the fields that shall hold nothing.
 *
 * @param body what is sent otherwise
 * @throws InputRefused for a name of no such field, and for one that is filled in, too
 */
export function emptied(
	operation: Operation,
	reader: Reader,
	body: Readonly<IDataObject>,
): IDataObject {
	const fields = emptiable(operation);
	if (!fields.length) return {};
	const names = (reader.top(EMPTY_FIELDS, 'plain') ?? []) as string[];
	return Object.fromEntries(
		names.map((name) => {
			const field = fields.find((each) => isMeant(each, name));
			if (!field) throw unknown(name, fields);
			if (body[field.name] === undefined) return [field.name, nothingFor(field)];
			throw refused('emptyAndFilled', EMPTY_FIELDS, name, 'the field is filled in, too', {
				part: true,
				advice: `Take it out of ${labelOf(EMPTY_FIELDS)}, or clear the field itself.`,
			});
		}),
	) as IDataObject;
}

/** By its label or by its name, as people type it. */
const isMeant = (field: Field, typed: string): boolean =>
	[labelOf(field), field.name, parameterOf(field)].some((each) => loose(each) === loose(typed));

const loose = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const unknown = (name: string, fields: readonly Field[]) =>
	refused('notEmptiable', EMPTY_FIELDS, name, 'it is no field that can be emptied here', {
		part: true,
		advice: `Those that can are ${fields.map(labelOf).join(', ')}.`,
	});

/**
 * Which fields of a change are empty, where all are: a blank row among others. Where none was
 * added at all, it is the node that lacks something.
 *
 * @returns undefined where there is something to send
 * @throws InputRefused where the node lacks it
 */
export function nothingIn(
	operation: Operation,
	reader: Reader,
	body: Readonly<IDataObject>,
): string[] | undefined {
	const { kind } = operation;
	if ((kind !== 'update' && kind !== 'create') || Object.keys(body).length) return undefined;
	const empty =
		kind === 'update'
			? operation.bodyFields.filter((field) => reader.isAdded(field)).map(labelOf)
			: [];
	if (empty.length) return empty;
	throw new InputRefused(`There is nothing to ${kind}`, 'Add at least one field with Add Field.');
}
