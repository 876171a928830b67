import com.adobe.epubcheck.tool.EpubChecker;

/**
 * EPUBCheck over many books in one Java machine: starting it takes seconds, a book then a quarter of one.
 *
 * <p>Arguments: pairs of a book and the file that gets its report as JSON.
 */
public final class EpubCheckMany {

    public static void main(String[] arguments) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            new EpubChecker().run(new String[] {arguments[i], "--quiet", "--json", arguments[i + 1]});
        }
    }
}
