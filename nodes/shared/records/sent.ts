import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../api/types';
import { isRecord } from '../values/isRecord';
import { withoutSecrets } from '../values/secrets';
import { factOf } from './compare';

/**
 * What was sent, for an item: without what its facts call secret, and of what no fact describes
 * without all that is named like a secret.
 *
 * @param fields facts of what was sent
 * @param values under wire names
 */
export const shownOf = (fields: readonly Field[], values: Readonly<IDataObject>): IDataObject =>
	Object.fromEntries(
		Object.entries(values)
			.map(([name, value]) => [name, shown(factOf(fields, name), name, value)] as const)
			.filter(([, value]) => value !== undefined),
	) as IDataObject;

function shown(field: Field | undefined, name: string, value: unknown): unknown {
	// Of JSON, too, the names are all that is known.
	if (!field || (field.type === 'json' && !field.secret))
		return (withoutSecrets({ [name]: value }) as IDataObject)[name];
	if (field.secret) return undefined;
	return field.fields ? partsOf(field, field.fields, value) : withoutSecrets(value);
}

/** An object, a list of them, or one for each key. */
function partsOf({ type }: Field, fields: readonly Field[], value: unknown): unknown {
	const one = (each: unknown) => (isRecord(each) ? shownOf(fields, each) : withoutSecrets(each));
	if (Array.isArray(value)) return value.map(one);
	if (type !== 'keyed' || !isRecord(value)) return one(value);
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, one(each)]));
}
