import { isOneSegment } from '../../../pbx/path';
import { InputRefused } from '../values/inputRefused';
import { labelOf } from '../values/wireValue';
import { downloaded } from './fileItem';
import type { Special } from './special';

/**
 * Downloads a file by its digest, or by the `file_url` of a record, which ends with it. The
 * session goes along: a tenant can make its links private (notes, part g).
 */
export const downloadFile: Special = {
	plan(plan) {
		const [[brace, given]] = Object.entries(plan.ids);
		const digest = String(given)
			.replace(/[?#].*$/, '')
			.split('/')
			.pop();
		if (digest && isOneSegment(digest)) return { ...plan, ids: { [brace]: digest } };
		throw new InputRefused(
			`"${labelOf(plan.operation.pathFields[0])}" does not end with the digest of a file; it is "${String(given)}"`,
			'Take it from the field of a record that ends with file_url, or give the digest alone.',
		);
	},
	run: async ({ context, session, call, plan }) => [
		await downloaded(context, session, call, { property: plan.binaryProperty }),
	],
};
