import { optionalOf, twinsIn } from '../api/collections';
import { snakeCase, titleOf } from '../api/names';
import type { Field, Operation, Resource } from '../api/types';

/** A collection of optional fields: parameter name, label, text of the button. */
interface Place {
	name: string;
	title: string;
	add: string;
}

/** Where optional fields stand (docs/decisions/0013). */
const PLACES = {
	additional: { name: 'additionalFields', title: 'Additional Fields', add: 'Add Field' },
	update: { name: 'updateFields', title: 'Update Fields', add: 'Add Field' },
	other: { name: 'options', title: 'Options', add: 'Add Option' },
} as const satisfies Record<string, Place>;

/** Names of all collections that an operation can have. */
export const COLLECTIONS: readonly string[] = Object.values(PLACES).map(({ name }) => name);

/** Label of a collection of fields, those of the node itself among them. */
export const collectionTitle = (collection: string): string =>
	Object.values(PLACES).find(({ name }) => name === collection)?.title ??
	titleOf(snakeCase(collection));

/** The collection of an operation. */
export interface Collection extends Place {
	fields: readonly Field[];
	/** Holds Other Fields (JSON), too. */
	others: boolean;
}

/** The one collection of an operation's optional fields; undefined where it would be empty. */
export function collectionOf(
	{ operations }: Pick<Resource, 'operations'>,
	operation: Operation,
): Collection | undefined {
	const fields = optionalOf(operation);
	const { acceptsBody: others, kind } = operation;
	if (!fields.length && !others) return undefined;
	const shares = twinsIn(operations)?.update === operation;
	const place =
		kind === 'create' || kind === 'upsert' || shares
			? 'additional'
			: kind === 'update'
				? kind
				: 'other';
	return { ...PLACES[place], fields, others };
}
