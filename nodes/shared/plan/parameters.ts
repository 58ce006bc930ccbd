import type { IExecuteFunctions } from 'n8n-workflow';
import { expressionsOf } from './expressions';
import type { Read } from './plan';

/**
 * Reads the parameters of items. One that holds no expression is the same for all items and is
 * asked for once: that is most of them, and n8n checks a value anew each time it is asked for it.
 *
 * @returns gives the parameters of the item with an index; null for one that has no value, where
 *   n8n would throw without a fallback
 */
export function parametersOf(context: IExecuteFunctions): (index: number) => Read {
	const { parameters } = context.getNode();
	const fixed = new Map<string, unknown>();
	const varying = new Set(
		Object.keys(parameters).filter((name) => hasExpression(parameters[name])),
	);
	const expressions = expressionsOf(context);
	return (index) => {
		const read = (name: string) => {
			if (fixed.has(name)) return fixed.get(name);
			const value = context.getNodeParameter(name, index, null);
			if (!varying.has(name)) fixed.set(name, value);
			return value;
		};
		return Object.assign(read, { expressions: expressions(index) });
	};
}

/** Whether any text in a parameter begins like an expression; a name that does is one too many. */
const hasExpression = (parameter: unknown): boolean =>
	JSON.stringify(parameter ?? null).includes('"=');
