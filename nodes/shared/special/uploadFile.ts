import { upload } from '../../../pbx/files/upload';
import type { Special } from './special';

/** Uploads the file of an item; its record has the ID that fields for files take. */
export const uploadFile: Special = {
	plan(plan, { binary }) {
		const { fileName } = binary(plan.binaryProperty);
		return { ...plan, query: { filename: fileName ?? 'file', ...plan.query } };
	},
	async run({ context, session, index, plan, call }) {
		const bytes = await context.helpers.getBinaryDataBuffer(index, plan.binaryProperty);
		const { query = {} } = call;
		const name = query.filename;
		const progress = (done: number) =>
			context.sendMessageToUI(`${name}: ${done} of ${bytes.length} bytes sent`);
		const file = await upload(session, { bytes, query, progress });
		return [{ json: { ...file, name, size: bytes.length } }];
	},
};
