namespace Slipway.Components;

/// <summary>The order of keys in Helm's YAML: letters behind other characters, runs of digits by their number.</summary>
internal static class HelmKeys
{
    public static int Compare(string left, string right)
    {
        if (left == right)
            return 0;
        return Less(left, right) ? -1 : 1;
    }

    private static bool Less(string left, string right)
    {
        var digits = false;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] == right[i])
            {
                digits = char.IsDigit(left[i]);
                continue;
            }
            var (leftLetter, rightLetter) = (char.IsLetter(left[i]), char.IsLetter(right[i]));
            if (leftLetter && rightLetter)
                return left[i] < right[i];
            if (leftLetter || rightLetter)
                return digits ? leftLetter : rightLetter;
            return NumberLess(left, right, i);
        }
        return left.Length < right.Length;
    }

    private static bool NumberLess(string left, string right, int at)
    {
        long leftNumber = 0, rightNumber = 0;
        if (left[at] == '0' || right[at] == '0')
            for (var back = at - 1; back >= 0 && char.IsDigit(left[back]); back--)
                if (left[back] != '0')
                {
                    leftNumber = rightNumber = 1;
                    break;
                }
        int leftEnd = at, rightEnd = at;
        for (; leftEnd < left.Length && char.IsDigit(left[leftEnd]); leftEnd++)
            leftNumber = unchecked((leftNumber * 10) + (left[leftEnd] - '0'));
        for (; rightEnd < right.Length && char.IsDigit(right[rightEnd]); rightEnd++)
            rightNumber = unchecked((rightNumber * 10) + (right[rightEnd] - '0'));
        if (leftNumber != rightNumber)
            return leftNumber < rightNumber;
        return leftEnd != rightEnd ? leftEnd < rightEnd : left[at] < right[at];
    }
}
