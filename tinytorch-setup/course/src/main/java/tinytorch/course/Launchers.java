package tinytorch.course;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The {@code tito} of a workspace: it starts the distribution's. It is written by {@code init} and again by each
 * {@code update}, so that an update from a distribution that moved points it there.
 */
final class Launchers {

    private Launchers() {
    }

    static Map<String, SkeletonFile> files(Path home) {
        return Map.of("tito", new SkeletonFile(shell(home.toString()).getBytes(StandardCharsets.UTF_8), true),
                "tito.cmd", new SkeletonFile(batch(home.toString()).getBytes(StandardCharsets.UTF_8), false));
    }

    /** In single quotes a shell takes everything literally but the quote itself. */
    private static String shell(String home) {
        return """
                #!/bin/sh
                # Starts the tito of the TinyTorch distribution for this workspace. Written by 'tito init' and 'tito update'.
                home='%s'
                if [ ! -f "$home/tito" ]; then
                  echo "tito: the TinyTorch distribution is no longer in $home." >&2
                  echo "If you moved it, go to this workspace and run 'tito update' from its new place: /new/place/tito update" >&2
                  exit 6
                fi
                TITO_WORKSPACE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
                # Started through a link from elsewhere: the current folder decides.
                [ -d "$TITO_WORKSPACE/.tinytorch" ] || TITO_WORKSPACE=
                TITO_NAME=$0
                export TITO_WORKSPACE TITO_NAME
                exec sh "$home/tito" "$@"
                """.formatted(home.replace("'", "'\\''"));
    }

    /**
     * A percent sign is doubled in a batch file. The file is UTF-8, which cmd.exe reads after {@code chcp 65001}; the
     * code page is only switched when the path needs it, and switched back.
     */
    private static String batch(String home) {
        boolean ascii = home.chars().allMatch(c -> c < 128);
        String text = """
                @echo off
                rem Starts the tito of the TinyTorch distribution for this workspace. Written by 'tito init' and 'tito update'.
                setlocal DisableDelayedExpansion
                %1$sset "TITO_DISTRIBUTION=%2$s"
                %3$sset "TITO_WORKSPACE=%%~dp0."
                if not exist "%%TITO_DISTRIBUTION%%\\tito.cmd" (
                  echo tito: the TinyTorch distribution is no longer in its place. 1>&2
                  echo If you moved it, go to this workspace and run 'tito update' from its new place. 1>&2
                  exit /b 6
                )
                call "%%TITO_DISTRIBUTION%%\\tito.cmd" %%*
                exit /b %%ERRORLEVEL%%
                """.formatted(
                ascii ? "" : "for /f \"tokens=2 delims=:.\" %%c in ('chcp') do set \"TITO_CODEPAGE=%%c\"\nchcp 65001 >nul\n",
                home.replace("%", "%%"),
                ascii ? "" : "chcp %TITO_CODEPAGE% >nul\n");
        return text.replace("\n", "\r\n");
    }
}
