import type { Field, Operation } from '../../nodes/shared/api/types.ts';
import { InputRefused } from '../../nodes/shared/values/inputRefused.ts';
import { wireValue } from '../../nodes/shared/values/wireValue.ts';

/** What is thrown for input that cannot be sent; anything else that is thrown goes on. */
export function refusalOf(attempt: () => unknown): InputRefused {
	try {
		const value = attempt();
		throw new Error(`Nothing was refused, and this came out: ${JSON.stringify(value)}`);
	} catch (error) {
		if (error instanceof InputRefused) return error;
		throw error;
	}
}

/** The value of a field as it would be sent, in a workflow of Berlin. */
export const valueOf = (field: Field, value: unknown): unknown =>
	wireValue(field, value, { timezone: 'Europe/Berlin', secrets: new Set() });

/** A field of an operation by its name in the API, at whatever depth: `outer.inner`. */
export function fieldOf(operation: Operation | undefined, path: string): Field {
	const { pathFields = [], queryFields = [], bodyFields = [] } = operation ?? {};
	const [first, ...rest] = path.split('.');
	let found = [...pathFields, ...queryFields, ...bodyFields].find(({ name }) => name === first);
	for (const name of rest) found = found?.fields?.find((field) => field.name === name);
	if (!found) throw new Error(`There is no field ${path}`);
	return found;
}
