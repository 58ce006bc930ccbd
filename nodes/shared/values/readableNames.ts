import type { IDataObject } from 'n8n-workflow';

/**
 * Fields of the PBX whose names n8n allows in no expression, and names that it does: `$json.caller`
 * stops a workflow with "Cannot access "caller" due to security concerns" (n8n 2.41,
 * `unsafeObjectProperties` of n8n-workflow), also in brackets and in $jmespath.
 */
const NAMES: Readonly<Record<string, string>> = {
	caller: 'caller_number',
	callee: 'callee_number',
};

/** The same record with names that expressions can use in place of those that they cannot. */
export const renamed = (record: Readonly<IDataObject>): IDataObject =>
	Object.fromEntries(Object.entries(record).map(([name, value]) => [nameFor(name), value]));

/** The same record with what expressions cannot use once more, under a name that they can. */
export const withReadable = (record: Readonly<IDataObject>): IDataObject => ({
	...record,
	...Object.fromEntries(
		Object.keys(NAMES)
			.filter((name) => Object.hasOwn(record, name))
			.map((name) => [nameFor(name), record[name]]),
	),
});

const nameFor = (name: string): string => (Object.hasOwn(NAMES, name) ? NAMES[name] : name);
