import { onTop } from './fields';
import type { Field, Operation } from './types';

/** Fields that an operation can do without. */
export const optionalOf = ({ queryFields, bodyFields, ownFields }: Operation): Field[] =>
	[...queryFields, ...bodyFields, ...ownFields].filter((field) => !field.required && !field.onTop);

/** Up to this many fields are not put away: they are what the operation is for. */
const FEW = 1;

/** A creation and the change of what it makes, where they have optional fields in common. */
export function twinsIn(
	operations: readonly Operation[],
): { create: Operation; update: Operation } | undefined {
	const create = operations.find(({ kind }) => kind === 'create');
	const update = operations.find(({ kind, value }) => kind === 'update' && value === 'update');
	if (!create || !update) return undefined;
	return divided(update, create).shared.length > 0 ? { create, update } : undefined;
}

/** The optional fields of an operation: those that its twin has, too, and the others. */
function divided(operation: Operation, twin: Operation): { shared: Field[]; alone: Field[] } {
	// Fields are equal when all that is said of them is.
	const known = new Set(optionalOf(twin).map((field) => JSON.stringify(field)));
	const isShared = (field: Field) => known.has(JSON.stringify(field));
	const optional = optionalOf(operation);
	return { shared: optional.filter(isShared), alone: optional.filter((each) => !isShared(each)) };
}

/**
 * The operations with one collection of optional fields at most (docs/decisions/0013): what both a
 * creation and the change have stands in one that they share, and what only one of them has
 * beside the required fields; a few fields stand there, too.
 */
export function oneCollectionEach(operations: readonly Operation[]): Operation[] {
	const twins = twinsIn(operations);
	return operations.map((each) => {
		if (each.kind !== 'create' && each.kind !== 'update') return each;
		const twin = each === twins?.create ? twins.update : each === twins?.update && twins.create;
		const { shared, alone } = twin
			? divided(each, twin)
			: { shared: optionalOf(each), alone: [] as Field[] };
		const own = raised(each, shared.length > FEW ? alone : [...shared, ...alone]);
		const demanded =
			each.kind === 'update' && each.value === 'update' ? demandedIn(operations) : [];
		return demanded.length ? { ...own, demanded } : own;
	});
}

const demandedIn = (operations: readonly Operation[]): string[] =>
	operations
		.filter(({ kind, value }) => kind === 'create' && value === 'create')
		.flatMap(({ bodyFields }) => bodyFields.filter(({ required }) => required))
		.map(({ name }) => name);

function raised(operation: Operation, fields: readonly Field[]): Operation {
	const raise = (field: Field) => (fields.includes(field) ? onTop(field) : field);
	const { queryFields, bodyFields, ownFields } = operation;
	return {
		...operation,
		queryFields: queryFields.map(raise),
		bodyFields: bodyFields.map(raise),
		ownFields: ownFields.map(raise),
	};
}
