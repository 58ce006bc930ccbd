/** One level of a JSON text: an object with the name of its current entry, or a list with its place. */
type Level = { name: string } | { index: number };

/**
 * The first number in a JSON text that JavaScript cannot hold, and where it stands: once the text
 * is parsed, nobody can tell that it had other digits.
 */
export function longNumber(text: string): { place: string; number: string } | undefined {
	const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.eE+-]*|[{}[\],]/g;
	const levels: Level[] = [];
	for (const [token, quoted, colon] of text.matchAll(tokens)) {
		const level = levels.at(-1);
		if (token === '{') levels.push({ name: '' });
		else if (token === '[') levels.push({ index: 0 });
		else if (token === '}' || token === ']') levels.pop();
		else if (token === ',') {
			if (level && 'index' in level) level.index++;
		} else if (quoted !== undefined) {
			if (colon && level && 'name' in level) level.name = quoted;
		} else if (isLong(token)) {
			const place = levels.map((each) => ('name' in each ? each.name : each.index)).join('.');
			return { place, number: token };
		}
	}
	return undefined;
}

/** A number in powers of ten is nobody's id; any other one is whole before its point. */
const isLong = (number: string): boolean =>
	!/e/i.test(number) && !Number.isSafeInteger(Math.trunc(Number(number)));
