import type { INodeExecutionData } from 'n8n-workflow';

/** An item with a file. */
export const fileItem = (content: string | Buffer, fileName: string): INodeExecutionData => ({
	json: {},
	binary: {
		data: {
			data: Buffer.from(content).toString('base64'),
			mimeType: 'application/octet-stream',
			fileName,
		},
	},
});
