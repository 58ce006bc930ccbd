import { generate } from 'selfsigned';

/**
 * Makes a certificate for localhost and 127.0.0.1 that nobody has signed.
 * @returns key and certificate in PEM, good for a year from now
 */
export async function makeCertificate(): Promise<{ key: string; cert: string }> {
	const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
		keySize: 2048,
		extensions: [
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});
	return { key: pems.private, cert: pems.cert };
}
