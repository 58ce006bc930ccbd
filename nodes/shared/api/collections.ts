import { onTop } from './fields';
import type { Field, Operation } from './types';

/** Fields that an operation can do without. */
export const optionalOf = ({ queryFields, bodyFields }: Operation): Field[] =>
	[...queryFields, ...bodyFields].filter((field) => !field.required && !field.onTop);

/** A creation and the change of what it makes, where they have optional fields in common. */
export function twinsIn(
	operations: readonly Operation[],
): { create: Operation; update: Operation } | undefined {
	const create = operations.find(({ kind }) => kind === 'create');
	const update = operations.find(({ kind, value }) => kind === 'update' && value === 'update');
	if (!create || !update) return undefined;
	const known = contentsOf(create);
	return optionalOf(update).some((field) => known.has(JSON.stringify(field)))
		? { create, update }
		: undefined;
}

/** Fields compare by all that is said of them. */
const contentsOf = (operation: Operation): Set<string> =>
	new Set(optionalOf(operation).map((field) => JSON.stringify(field)));

/** Up to this many fields are not put away: a click for each of them is more than they take. */
const FEW = 4;

/**
 * The operations with one collection of optional fields at most (docs/decisions/0013): what both a
 * creation and the change have stands in one that they share, and what only one of them has
 * beside the required fields; a few fields stand there, too.
 */
export function oneCollectionEach(operations: readonly Operation[]): Operation[] {
	const twins = twinsIn(operations);
	return operations.map((each) => {
		if (each.kind !== 'create' && each.kind !== 'update') return each;
		const optional = optionalOf(each);
		const twin = each === twins?.create ? twins.update : each === twins?.update && twins.create;
		const shared = twin ? contentsOf(twin) : undefined;
		const put = shared ? optional.filter((field) => shared.has(JSON.stringify(field))) : optional;
		return raised(
			each,
			put.length > FEW ? optional.filter((field) => !put.includes(field)) : optional,
		);
	});
}

function raised(operation: Operation, fields: readonly Field[]): Operation {
	const raise = (field: Field) => (fields.includes(field) ? onTop(field) : field);
	const { queryFields, bodyFields } = operation;
	return { ...operation, queryFields: queryFields.map(raise), bodyFields: bodyFields.map(raise) };
}
