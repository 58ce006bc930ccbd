import type { Kind } from './types';

/**
 * The sentence of an operation in the node panel.
 *
 * @param regular the label is that of the kind
 */
export function actionOf(kind: Kind, name: string, resourceName: string, regular: boolean): string {
	const noun =
		resourceName.toLowerCase() === resourceName.toUpperCase() ? resourceName : small(resourceName);
	if (kind === 'getMany' && name === 'Get Many') return `Get many ${noun}s`;
	if (regular) return `${name} ${noun}`;
	return `${sentence(name)} of ${noun}`;
}

/** Title case to lower case, abbreviations kept. */
const small = (title: string): string =>
	title
		.split(' ')
		.map((word) => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word))
		.join(' ');

const sentence = (title: string): string => {
	const lower = small(title);
	return lower.charAt(0).toUpperCase() + lower.slice(1);
};
