import { invalid } from './errors.mts';
import type { Rec } from './types.mts';

type Literal = string | number | boolean | null;
export type Predicate = (record: Rec) => boolean;

interface Token {
	kind: 'string' | 'number' | 'word' | 'sign';
	text: string;
}

const pattern = /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)(?![\w.-])|([A-Za-z_][\w.-]*)|([(),]))/y;

function bad(message: string) {
	return invalid('filter', message);
}

function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	pattern.lastIndex = 0;
	let end = 0;
	while (text.slice(end).trim() !== '') {
		pattern.lastIndex = end;
		const match = pattern.exec(text);
		if (!match) throw bad(`cannot be read from "${text.slice(end).trim()}" on`);
		end = pattern.lastIndex;
		const [, quoted, number, word, sign] = match;
		if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted.replaceAll("''", "'") });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else if (word !== undefined) tokens.push({ kind: 'word', text: word });
		else tokens.push({ kind: 'sign', text: sign });
	}
	return tokens;
}

/** Dotted names reach into objects: `e164.enabled`. */
function valueAt(record: Rec, field: string): unknown {
	return field
		.split('.')
		.reduce<unknown>(
			(value, name) => (typeof value === 'object' && value ? (value as Rec)[name] : undefined),
			record,
		);
}

function compare(value: unknown, literal: Literal): number | undefined {
	if (typeof value === 'number' && typeof literal === 'number') return value - literal;
	if (typeof value === 'string' && typeof literal === 'string') {
		return value < literal ? -1 : Number(value > literal);
	}
	return undefined;
}

function isEqual(value: unknown, literal: Literal): boolean {
	return (value ?? null) === literal;
}

function isEqualInAnyCase(value: unknown, literal: Literal): boolean {
	if (typeof value !== 'string' || typeof literal !== 'string') return isEqual(value, literal);
	return value.toLowerCase() === literal.toLowerCase();
}

const comparisons: Record<string, (value: unknown, literal: Literal) => boolean> = {
	eq: isEqual,
	ne: (value, literal) => !isEqual(value, literal),
	gt: (value, literal) => (compare(value, literal) ?? 0) > 0,
	ge: (value, literal) => (compare(value, literal) ?? -1) >= 0,
	lt: (value, literal) => (compare(value, literal) ?? 0) < 0,
	le: (value, literal) => (compare(value, literal) ?? 1) <= 0,
};

const caseless: typeof comparisons = {
	...comparisons,
	eq: isEqualInAnyCase,
	ne: (value, literal) => !isEqualInAnyCase(value, literal),
};

const functions: Record<string, (value: string, part: string) => boolean> = {
	startswith: (value, part) => value.startsWith(part),
	endswith: (value, part) => value.endsWith(part),
	contains: (value, part) => value.includes(part),
};

class Parser {
	private position = 0;

	constructor(
		private readonly tokens: Token[],
		private readonly operators: typeof comparisons,
	) {}

	parse(): Predicate {
		const predicate = this.either();
		if (this.position < this.tokens.length) {
			throw bad(`"${this.tokens[this.position].text}" is not expected`);
		}
		return predicate;
	}

	private take(kind: Token['kind'], text?: string): string | undefined {
		const token = this.tokens[this.position];
		if (token?.kind !== kind || (text !== undefined && token.text !== text)) return undefined;
		this.position++;
		return token.text;
	}

	private expect(kind: Token['kind'], text?: string): string {
		const found = this.take(kind, text);
		if (found === undefined) {
			const next = this.tokens[this.position]?.text ?? 'the end';
			throw bad(`a ${text ?? kind} is expected before ${next}`);
		}
		return found;
	}

	private either(): Predicate {
		let left = this.both();
		while (this.take('word', 'or') !== undefined) {
			const [first, second] = [left, this.both()];
			left = (record) => first(record) || second(record);
		}
		return left;
	}

	private both(): Predicate {
		let left = this.term();
		while (this.take('word', 'and') !== undefined) {
			const [first, second] = [left, this.term()];
			left = (record) => first(record) && second(record);
		}
		return left;
	}

	private term(): Predicate {
		if (this.take('sign', '(') !== undefined) {
			const inner = this.either();
			this.expect('sign', ')');
			return inner;
		}
		const name = this.expect('word');
		if (this.take('sign', '(') !== undefined) return this.call(name);
		const operator = this.expect('word');
		if (!Object.hasOwn(this.operators, operator)) throw bad(`"${operator}" is no operator`);
		const literal = this.literal();
		const { [operator]: holds } = this.operators;
		return (record) => holds(valueAt(record, name), literal);
	}

	private call(name: string): Predicate {
		if (!Object.hasOwn(functions, name)) throw bad(`"${name}" is no function`);
		const field = this.expect('word');
		this.expect('sign', ',');
		const part = this.expect('string');
		this.expect('sign', ')');
		return (record) => functions[name](String(valueAt(record, field) ?? ''), part);
	}

	private literal(): Literal {
		const text = this.take('string');
		if (text !== undefined) return text;
		const number = this.take('number');
		if (number !== undefined) return Number(number);
		const word = this.expect('word');
		const words: Record<string, Literal> = { true: true, false: false, null: null };
		if (!Object.hasOwn(words, word)) throw bad(`"${word}" is no value; quote texts with '`);
		return words[word];
	}
}

/**
 * Reads a filter: `eq ne gt ge lt le`, `and`, `or`, parentheses, `startswith(f,'x')`, `endswith`,
 * `contains`; a quote inside a text is doubled (contract/notes.md, part b).
 * @param eqMindsCapitals whether `eq` and `ne` tell capitals from small letters
 * @throws PbxError 400 VALIDATE_FAILED if the text is no filter
 */
export function parseFilter(text: string, eqMindsCapitals = true): Predicate {
	return new Parser(tokenize(text), eqMindsCapitals ? comparisons : caseless).parse();
}
