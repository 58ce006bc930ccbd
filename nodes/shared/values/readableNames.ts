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
export const renamed = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
	Object.fromEntries(Object.entries(record).map(([name, value]) => [readable(name), value]));

/** The same record with what expressions cannot use once more, under a name that they can. */
export const withReadable = <T>(record: Readonly<Record<string, T>>): Record<string, T> => ({
	...record,
	...Object.fromEntries(
		Object.keys(NAMES)
			.filter((name) => Object.hasOwn(record, name))
			.map((name) => [readable(name), record[name]]),
	),
});

/** The name of a field in items. */
export const readable = (name: string): string => (Object.hasOwn(NAMES, name) ? NAMES[name] : name);
