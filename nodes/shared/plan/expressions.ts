import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * What the parameters of a node hold before n8n resolves them. It tells a field that somebody left
 * empty from one whose expression gives nothing: both arrive as an empty value.
 */
export interface Expressions {
	/**
	 * Whether an expression fills a parameter, or a field in a collection.
	 *
	 * @param part name of the field in the collection
	 */
	fill(parameter: string, part?: string): boolean;
	/**
	 * The first part of a text with expressions in it that gives nothing, of which n8n leaves no
	 * trace in the text.
	 *
	 * @returns undefined where all parts give something, and where the expression stands alone
	 */
	gapIn(parameter: string, part?: string): string | undefined;
	/** Whether an expression puts a text together, where a missing value becomes a word of it. */
	join(parameter: string, part?: string): boolean;
}

/** For parameters that are values already. */
export const NO_EXPRESSIONS: Expressions = {
	fill: () => false,
	gapIn: () => undefined,
	join: () => false,
};

/** Pieces of a text in double braces, as n8n finds them. */
const PIECES = /\{\{([\s\S]*?)\}\}/g;

/** What tells of expressions; a trigger has no items, and evaluates none by itself. */
type Evaluating = Pick<IExecuteFunctions, 'getNode'> &
	Partial<Pick<IExecuteFunctions, 'evaluateExpression'>>;

/** The expressions in the parameters of a node, as they give values at an item. */
export function expressionsOf(context: Evaluating): (index: number) => Expressions {
	const { parameters } = context.getNode();
	const raw = (parameter: string, part?: string): unknown => {
		const whole: unknown = parameters[parameter];
		return valueIn(part === undefined || isExpression(whole) ? whole : propertyOf(whole, part));
	};
	return (index) => ({
		fill: (parameter, part) => isExpression(raw(parameter, part)),
		join(parameter, part) {
			const source = raw(parameter, part);
			return isExpression(source) && /\+|`|\.concat\(|\.join\(/.test(source);
		},
		gapIn(parameter, part) {
			const template = raw(parameter, part);
			const { evaluateExpression } = context;
			if (!evaluateExpression) return undefined;
			if (!isExpression(template) || (part !== undefined && isExpression(parameters[parameter])))
				return undefined;
			const text = template.slice(1);
			const pieces = [...text.matchAll(PIECES)];
			if (pieces.length === 1 && pieces[0][0] === text.trim()) return undefined;
			const gap = pieces.find((piece) => {
				const value: unknown = evaluateExpression.call(context, piece[0], index);
				// An empty text between quotes compares with nothing.
				const quoted = text[piece.index - 1] === "'" && text[piece.index + piece[0].length] === "'";
				return value === undefined || value === null || (value === '' && quoted);
			});
			return gap?.[1].trim();
		},
	});
}

const isExpression = (value: unknown): value is string =>
	typeof value === 'string' && value.startsWith('=');

const propertyOf = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null
		? (value as Record<string, unknown>)[name]
		: undefined;

/** What a locator holds. */
const valueIn = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value
		? propertyOf(value, 'value')
		: value;
