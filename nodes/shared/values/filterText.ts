/** A condition of a filter: that a field has a value. */
export const equals = (name: string, value: unknown): string => `${name} eq ${literal(value)}`;

/** A value as filters write it: a quote inside a text stands twice. */
export const literal = (value: unknown): string =>
	typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** Conditions of which one is enough, as one condition. */
export const anyOf = (conditions: readonly string[]): string =>
	conditions.length === 1 ? conditions[0] : `(${conditions.join(' or ')})`;
