-- What the sound of a recording's file is.
CREATE TYPE "audio_codec" AS ENUM ('aac', 'opus');
ALTER TABLE "captures" ADD COLUMN "audio_codec" "audio_codec" NOT NULL DEFAULT 'aac';
