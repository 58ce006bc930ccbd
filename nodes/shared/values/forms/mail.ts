import type { Field } from '../../api/types';
import { refused, type InputRefused } from '../inputRefused';
import { hiddenIn } from '../shown';
import { entriesOf, joined, type Form } from './form';

const EMAIL =
	/^[^\s@,;<>()"[\]\\:]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Most addresses that the PBX keeps for its notifications (notes, h9). */
const MOST = 15;

/** Addresses of links are mailto:name@company.example; no name has a colon. */
const withoutScheme = (text: string): string => text.replace(/^mailto:/i, '');

const isEmail = (text: string): boolean =>
	EMAIL.test(text) && !/^\.|\.\.|\.@/.test(text) && hiddenIn(text) === undefined;

function emailRefused(field: Field, text: string, takes: string, part = false): InputRefused {
	const [, bare] =
		/^(?:mailto:|[^<>]*<)?'?([^<>\s?]+@[^<>\s?]+?)[>;.,']*(?:\?.*)?$/i.exec(text) ?? [];
	return refused('email', field, text, `it takes ${takes}`, {
		part,
		example: field.example ?? 'name@company.example',
		...(bare && isEmail(bare) ? { advice: `If ${bare} is meant, give that alone.` } : {}),
	});
}

/** One address. */
export const email: Form = {
	visible: true,
	typed: true,
	read(field, given) {
		const text = withoutScheme(given);
		if (isEmail(text)) return text;
		throw emailRefused(field, given, 'one email address');
	},
};

/** Addresses, sent with commas between them. */
const emails = (most: number): Form => ({
	unpack: joined(','),
	typed: true,
	read(field, text) {
		// An address has no blank in it, so that a blank can only part two of them.
		const entries = text.includes('<')
			? entriesOf(text, /[,;\r\n]/)
			: entriesOf(text, /[,;\s]+/).map(withoutScheme);
		const wrong = entries.find((entry) => !isEmail(entry));
		if (wrong !== undefined || !entries.length) {
			throw emailRefused(
				field,
				wrong ?? text,
				'email addresses with commas between them',
				entries.length > 1,
			);
		}
		if (entries.length <= most) return entries.join(',');
		throw refused(
			'tooMany',
			field,
			text,
			`it takes at most ${most} addresses, and has ${entries.length}`,
			{
				advice: 'Use the address of a mailing list.',
			},
		);
	},
});

export const recipients = emails(MOST);
export const invitees = emails(Infinity);
