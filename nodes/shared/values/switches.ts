import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../api/types';
import { switchValue } from './booleans';
import { choiceValue } from './choices';
import { refused } from './inputRefused';
import { isRecord } from './isRecord';
import { arrayOf, jsonIn } from './lists';
import { isUnset } from './text';

/**
 * Every switch of a field, in its groups: on if it was picked, off otherwise. They are picked in a
 * list, or given as Get shows them.
 *
 * @throws InputRefused for a switch that there is not
 */
export function switchesValue(field: Field, value: unknown): IDataObject | undefined {
	const given = typeof value === 'string' ? (jsonIn<unknown>(field, value, '{') ?? value) : value;
	if (isRecord(given) && !Object.keys(given).length) return undefined;
	const picked = isRecord(given) ? pickedIn(field, given) : arrayOf(field, given);
	// A list of nothing but empty entries does not switch everything off; an empty list does.
	if (picked.length && !isRecord(given) && picked.every(isUnset)) return undefined;
	const on = new Set(
		picked.filter((each) => !isUnset(each)).map((each) => choiceValue(field, each)),
	);
	const groups: Record<string, IDataObject> = {};
	for (const name of Object.keys(field.options ?? {})) {
		const [group, key] = name.split('.');
		(groups[group] ??= {})[key] = on.has(name);
	}
	return groups;
}

/** The names of the switches that are on in an object of groups. */
function pickedIn(field: Field, groups: IDataObject): string[] {
	return Object.entries(groups).flatMap(([group, keys]) => {
		if (isUnset(keys)) return [];
		if (!isRecord(keys)) {
			throw refused('group', field, keys, `it takes the switches of "${group}" as an object`);
		}
		return Object.entries(keys).flatMap(([key, each]) => {
			const name = choiceValue(field, `${group}.${key}`);
			return name !== undefined && !isUnset(each) && switchValue(field, each) ? [name] : [];
		});
	});
}
