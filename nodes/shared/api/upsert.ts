import { checkFields } from './checkFields';
import { optionalOf } from './collections';
import { need, onTop } from './fields';
import { recordRoute } from './names';
import type { Field, Operation, Part } from './types';

/** What a row says of a part that has a call of its own. */
export interface PartRow extends Omit<Part, 'field'> {
	/** The field, or the name of one that creating or updating has. */
	field: Field | string;
}

/** What a row of the kind upsert says. */
interface UpsertRow {
	keys?: ReadonlyArray<readonly string[]>;
	parts?: readonly PartRow[];
}

/**
 * The operations of a resource with Create or Update behind Create.
 *
 * @param resourceName label of the resource
 * @param rows those of the kind upsert; at most one
 * @throws Error when the resource lacks a call that it is made of
 */
export function withUpsert(
	resourceName: string,
	operations: readonly Operation[],
	[row]: readonly UpsertRow[],
): Operation[] {
	if (!row) return [...operations];
	return operations.flatMap((operation) =>
		operation.kind === 'create' && operation.value === 'create'
			? [operation, upsertOf(resourceName, operation, operations, row)]
			: [operation],
	);
}

function upsertOf(
	resourceName: string,
	create: Operation,
	operations: readonly Operation[],
	{ keys: names = [], parts: partRows = [] }: UpsertRow,
): Operation {
	const where = `${resourceName}: Create or Update`;
	const find = (test: (operation: Operation) => boolean): Operation => {
		const found = operations.find(test);
		if (!found) throw new Error(`${where} lacks a call that it is made of`);
		return found;
	};
	const update = find(({ kind, value }) => kind === 'update' && value === 'update');
	const get = find(({ kind, path }) => kind === 'get' && path === recordRoute(update.path));
	const list = find(({ kind, path }) => kind === 'getMany' && path === create.path);
	const known = [...create.bodyFields, ...update.bodyFields];
	const parts = partRows.map(({ field, ...part }): Part => {
		const fact = typeof field === 'string' ? known.find(({ name }) => name === field) : field;
		if (!fact) throw new Error(`${where}: there is no field ${String(field)}`);
		return { ...part, route: `${create.path}${part.route.replace(/^POST /, '')}`, field: fact };
	});
	// The only way to recognise a record cannot be left out.
	const only = names.length === 1 ? names[0].filter((_, index) => index === 0) : [];
	const ofKey = (field: Field) => (only.includes(field.name) ? need(field) : field);
	const fields = fieldsOf(create, update, parts).map(ofKey);
	checkFields(where, fields);
	const keys = names.map((way) =>
		way.map((name) => {
			const field = fields.find((each) => each.name === name);
			if (!field) throw new Error(`${where}: there is no field ${name}`);
			return field;
		}),
	);
	return {
		...create,
		// Said of Create already: n8n's linter wants these words in the description, and no others.
		since: undefined,
		license: undefined,
		composed: true,
		value: 'upsert',
		kind: 'upsert',
		name: 'Create or Update',
		action: create.action.replace(/^(?:Create|Add)\b/, 'Create or update'),
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		bodyFields: fields,
		acceptsBody: true,
		done: 'done',
		upsert: { keys, create, update, list, get, parts },
	};
}

/**
 * The fields of both calls: as in Create, where they can be the same field in the editor. A secret
 * that creating demands may stay empty, since the record may be there already.
 */
function fieldsOf(create: Operation, update: Operation, parts: readonly Part[]): Field[] {
	const created = create.bodyFields.map((field) => {
		return field.required && field.secret ? onTop({ ...field, required: false }) : field;
	});
	const names = new Set(created.map(({ name }) => name));
	const shared = new Set(optionalOf(create).map(({ name }) => name));
	const added = [...update.bodyFields, ...parts.map(({ field }) => field)].filter(({ name }) => {
		const isNew = !names.has(name);
		names.add(name);
		return isNew;
	});
	// Beside a collection, not in it: the collection is the same as that of Create.
	return [...created, ...(shared.size ? added.map(onTop) : added)];
}
