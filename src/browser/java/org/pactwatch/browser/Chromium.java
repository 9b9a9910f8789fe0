package org.pactwatch.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The Chromium that is installed, started once for all tests. Where there is none the tests fail: nothing is skipped. */
final class Chromium {

    private Chromium() {}

    static Browser browser() {
        return Started.BROWSER;
    }

    private static final class Started {
        // It ends with the process that it was started for.
        static final Browser BROWSER =
                Playwright.create().chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(installed()));
    }

    private static Path installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "There is no chromium on the PATH. On Debian: apt-get install chromium fonts-noto-core"));
    }
}
