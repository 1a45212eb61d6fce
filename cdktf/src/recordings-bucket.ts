import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { allow, type Statement } from './statement.ts';

/** Where recordings are: private, encrypted, over TLS alone. Whoever watches one has a signed address that expires. */
export class RecordingsBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, { name }: { name: string }) {
    super(scope, id);
    // Terraform must not be able to throw recordings away: `forceDestroy` stays off.
    this.bucket = new S3Bucket(this, 'bucket', { bucket: name, forceDestroy: false });
    const bucket = this.bucket.id;
    new S3BucketPublicAccessBlock(this, 'private', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encrypted', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        {
          id: 'uploads-that-were-given-up',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
    new S3BucketPolicy(this, 'tls', { bucket, policy: this.#onlyTls() });
  }

  /** What those need who write and read recordings. */
  get statements(): readonly Statement[] {
    const { arn } = this.bucket;
    return [
      allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], [`${arn}/*`]),
      // Without it a missing object is answered 403 instead of 404.
      allow(['s3:ListBucket'], [arn]),
    ];
  }

  #onlyTls(): string {
    const { arn } = this.bucket;
    return Fn.jsonencode({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
  }
}
