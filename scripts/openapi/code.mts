/** Code that a person goes on with; prettier gives it its form. */

/** Stands for words that a person has to find. No released row has it: a test looks. */
export const HINT = 'HINT';

/** A value as a literal. */
export const literal = (value: unknown): string => JSON.stringify(value);

/** An object literal; what is undefined is left out, and an empty object is no argument at all. */
export function objectCode(entries: Record<string, string | undefined>): string | undefined {
	const given = Object.entries(entries).filter(([, code]) => code !== undefined);
	return given.length
		? `{ ${given.map(([name, code]) => `${name}: ${code}`).join(', ')} }`
		: undefined;
}

export const listCode = (elements: readonly string[]): string => `[${elements.join(', ')}]`;

/** A call; arguments that are undefined may stand at the end only, and are left out. */
export const callCode = (name: string, ...args: ReadonlyArray<string | undefined>): string =>
	`${name}(${args.filter((each) => each !== undefined).join(', ')})`;
